package dev.signalbox.runner.process;

/**
 * What the kernel has done to the processes of a group to hold them to their limits.
 *
 * @param outOfMemoryKills how many it has killed because there was no memory for them
 * @param refusedProcesses how often it has refused to begin another
 */
public record KernelRecord(long outOfMemoryKills, long refusedProcesses) {
    public static final KernelRecord EMPTY = new KernelRecord(0, 0);
}
