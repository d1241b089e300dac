package dev.signalbox.runner.take;

import dev.signalbox.runner.attempt.Assignment;

/** A record of the dispatch topic that was read and is not committed. */
public sealed interface Waiting {
    int partition();

    long offset();

    /**
     * Nothing is left to do but to commit it.
     *
     * @param partition the partition it came from
     * @param offset its place there
     */
    record Settled(int partition, long offset) implements Waiting {}

    /**
     * An attempt that has not been looked at, or had no place.
     *
     * @param partition the partition it came from
     * @param offset its place there
     * @param assignment the attempt
     * @param dispatchedAt when it was written to the topic, in milliseconds since 1970
     */
    record Dispatched(int partition, long offset, Assignment assignment, long dispatchedAt) implements Waiting {
        Settled settled() {
            return new Settled(partition, offset);
        }
    }
}
