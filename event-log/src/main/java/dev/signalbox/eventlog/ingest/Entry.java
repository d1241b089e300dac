package dev.signalbox.eventlog.ingest;

import java.util.function.Supplier;

/**
 * A record with its place, what it says, and how to get it back as it came.
 *
 * @param original the record as it came
 */
public record Entry(Place place, Reading reading, Supplier<RawRecord> original) {}
