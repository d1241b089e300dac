package dev.signalbox.eventlog.ingest;

/**
 * A step forward in one partition. It counts only if nobody else has moved the partition in the meantime.
 *
 * @param expected the next offset to read, as it was
 * @param next the next offset to read from now on
 */
public record Progress(Partition partition, long expected, long next) {}
