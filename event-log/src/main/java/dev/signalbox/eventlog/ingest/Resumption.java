package dev.signalbox.eventlog.ingest;

/**
 * Whether reading a partition may go on where it stopped. It must not when records are gone that were never read, or when the
 * partition has fewer than were read: then somebody has to decide what the truth is.
 */
public sealed interface Resumption {
    /** It goes on here. */
    record From(long offset) implements Resumption {}

    /** It must not go on; the reason is for the operator and says the ways out. */
    record Refused(String reason) implements Resumption {}

    /**
     * Decides it.
     *
     * @param next the next offset to read, by what was remembered
     * @param log what Kafka has
     */
    static Resumption decide(Partition partition, long next, LogRange log) {
        if (next > log.end()) {
            return new Refused(
                    "%s was read up to offset %d, but Kafka has only %d: it has lost records or was recreated. %s"
                            .formatted(partition, next, log.end(), waysOut(partition)));
        }
        if (next < log.begin()) {
            return new Refused("%s: the records from offset %d to %d were deleted before they were read. %s"
                    .formatted(partition, next, log.begin() - 1, waysOut(partition)));
        }
        return new From(next);
    }

    private static String waysOut(Partition partition) {
        return "Restore the topic or the database, or accept the loss by deleting the row of this partition from "
                + "consumer_offsets (and of topic " + partition.topic()
                + " from followed_topics): reading then begins with what Kafka has, and what is known already is skipped.";
    }
}
