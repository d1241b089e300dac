package dev.signalbox.runner.process;

/**
 * What processes use at one moment.
 *
 * @param memoryBytes the memory that is theirs alone, in RAM or in swap: neither files nor what they share
 * @param tasks how many there are, each of their threads counted
 */
public record Use(long memoryBytes, int tasks) {
    public static final Use NONE = new Use(0, 0);

    public Use plus(Use other) {
        return new Use(memoryBytes + other.memoryBytes, tasks + other.tasks);
    }
}
