package dev.signalbox.contracts.spec;

import java.time.Duration;
import java.util.List;

/**
 * How often a step is tried.
 *
 * @param attempts the most attempts, the first included; at least 1
 * @param backoff the rest before the second, third, ... attempt; the last value repeats, and an empty list means no rest
 */
public record RetryPolicy(int attempts, List<Duration> backoff) {
    public static final RetryPolicy ONCE = new RetryPolicy(1, List.of());

    public RetryPolicy {
        backoff = List.copyOf(backoff);
    }

    /** The rest before the attempt that follows attempt number {@code failed}. */
    public Duration restAfter(int failed) {
        return backoff.isEmpty() ? Duration.ZERO : backoff.get(Math.min(failed, backoff.size()) - 1);
    }
}
