package dev.signalbox.eventlog.ingest;

/**
 * What Kafka still has of a partition.
 *
 * @param begin the offset of the first record it has
 * @param end the offset that the next record will get
 */
public record LogRange(long begin, long end) {}
