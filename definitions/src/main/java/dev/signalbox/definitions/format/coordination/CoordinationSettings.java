package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.spec.RetryPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code .ai/config/coordination.yaml} says for every workflow that does not say it itself. Null and empty are not said.
 *
 * @param attempts of a step that says nothing of retries
 * @param backoff the rests between attempts; the first is where a computed backoff begins
 */
record CoordinationSettings(
        @Nullable CoordinationMode mode,
        @Nullable Integer maxParallel,
        @Nullable BigDecimal budgetUsd,
        @Nullable Duration timeout,
        @Nullable Integer attempts,
        List<Duration> backoff,
        Map<String, Object> notEnforced) {
    static final CoordinationSettings NONE =
            new CoordinationSettings(null, null, null, null, null, List.of(), Map.of());

    /** How often a step is tried that says nothing of retries. */
    RetryPolicy retry() {
        return attempts == null || attempts == 1 ? RetryPolicy.ONCE : new RetryPolicy(attempts, backoff);
    }
}
