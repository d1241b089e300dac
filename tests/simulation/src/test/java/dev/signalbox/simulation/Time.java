package dev.signalbox.simulation;

import java.time.Duration;
import java.time.Instant;

/** The one true time. What a process sees on its wall clock may be off by {@code jump}. */
final class Time {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Duration passed = Duration.ZERO;

    void pass(Duration time) {
        passed = passed.plus(time);
    }

    Instant now() {
        return START.plus(passed);
    }

    Instant now(Duration jump) {
        return now().plus(jump);
    }

    long nanos() {
        return passed.toNanos();
    }
}
