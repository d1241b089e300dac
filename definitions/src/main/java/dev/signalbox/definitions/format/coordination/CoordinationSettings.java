package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.definitions.draft.StepDraft;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code .ai/config/coordination.yaml} says for every workflow that does not say it itself. Null and empty are not said.
 *
 * @param attempts of a step that says nothing of retries
 * @param memoryBytes what the processes of one attempt may use
 * @param backoff the rests between attempts; the first is where a computed backoff begins
 */
record CoordinationSettings(
        @Nullable CoordinationMode mode,
        @Nullable Integer maxParallel,
        @Nullable BigDecimal budgetUsd,
        @Nullable Duration timeout,
        @Nullable Integer attempts,
        List<Duration> backoff,
        @Nullable Long memoryBytes,
        Map<String, Object> notEnforced) {
    static final CoordinationSettings NONE =
            new CoordinationSettings(null, null, null, null, null, List.of(), null, Map.of());

    /** How often a step is tried that says nothing of retries. */
    RetryPolicy retry() {
        return attempts == null || attempts == 1 ? RetryPolicy.ONCE : new RetryPolicy(attempts, backoff);
    }

    /** A step as its workflow says it, within what the project says of all. */
    StepDraft limited(StepDraft step) {
        return memoryBytes == null
                ? step
                : step.withFlow(step.flow().withResources(ResourceLimits.ofMemory(memoryBytes)));
    }
}
