package dev.signalbox.bench;

import java.util.Arrays;
import java.util.List;

/** Measured durations. Quantiles are the smallest sample that is not below the given share of all samples. */
record Samples(long[] sortedNanos) {
    static Samples of(List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("no samples");
        }
        return new Samples(sorted);
    }

    double millis(double quantile) {
        int index = (int) Math.ceil(quantile * sortedNanos.length) - 1;
        return sortedNanos[Math.clamp(index, 0, sortedNanos.length - 1)] / 1e6;
    }

    double median() {
        return millis(0.5);
    }

    double p99() {
        return millis(0.99);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Samples samples && Arrays.equals(sortedNanos, samples.sortedNanos);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sortedNanos);
    }
}
