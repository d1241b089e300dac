package dev.signalbox.eventlog.ingest;

/** Where a record stands in Kafka. */
public record Place(Partition partition, long offset) {}
