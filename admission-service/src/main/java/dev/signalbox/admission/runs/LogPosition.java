package dev.signalbox.admission.runs;

/**
 * Where a command stands in {@code signalbox.commands}.
 *
 * @param partition the partition
 * @param offset its offset there
 */
public record LogPosition(int partition, long offset) {}
