package dev.signalbox.definitions.format.openintent;

import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RunOptions;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Collects the limits of a run that are enforced; of two that differ the tighter counts. Not thread-safe. */
final class Limits {
    static final int MOST_PARALLEL = 1_000_000;
    static final Duration LONGEST = Duration.ofDays(3_650);

    private @Nullable Integer parallel;
    private @Nullable Duration timeout;

    void atMostInParallel(int steps) {
        parallel = parallel == null ? steps : Math.min(parallel, steps);
    }

    void atMost(Duration time) {
        timeout = timeout == null || time.compareTo(timeout) < 0 ? time : timeout;
    }

    RunOptions options() {
        return new RunOptions(parallel, OnFailure.CONTINUE, RunOptions.DEFAULT_PRIORITY, timeout);
    }
}
