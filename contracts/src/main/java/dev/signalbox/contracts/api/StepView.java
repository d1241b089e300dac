package dev.signalbox.contracts.api;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.Usage;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A step as {@code GET /v1/runs/{id}/steps} shows it.
 *
 * @param run its run
 * @param step its id
 * @param position its place in the definition, from 0
 * @param title what people call it; null when the id says it
 * @param status where it is
 * @param waitsFor the one thing it waits for; null when it waits for nothing
 * @param dependsOn the steps it needs
 * @param track its lane; null when it has none
 * @param agent who has it or had it last; null before the first dispatch
 * @param runner the runner process of the last attempt; null before
 * @param attempt the number of the last attempt; 0 before the first
 * @param maxAttempts how often it is tried at most
 * @param epoch the fencing token of the last attempt; 0 before the first
 * @param files its file scope
 * @param result how the last ended attempt ended; null while none has
 * @param reason why it was skipped, is conflicted or may become so, or was given up before its attempts were used up; null otherwise
 * @param usage what all its attempts used
 * @param dispatchedAt when the last attempt was dispatched; null before
 * @param startedAt when the last attempt was taken by a runner; null before
 * @param attemptEndedAt when the last attempt ended; null before
 * @param endedAt when the step ended; null before
 * @param budget what its attempts may spend, have reserved and have spent; null when it has no budget and nothing is
 * @param governor what the governor thinks of its last attempt; null when it has found nothing to say
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record StepView(
        RunId run,
        StepId step,
        int position,
        @Nullable String title,
        StepStatus status,
        @Nullable WaitsFor waitsFor,
        List<StepId> dependsOn,
        @Nullable String track,
        @Nullable AgentId agent,
        @Nullable String runner,
        int attempt,
        int maxAttempts,
        long epoch,
        FileScope files,
        @Nullable AttemptResult result,
        @Nullable String reason,
        Usage usage,
        @Nullable Instant dispatchedAt,
        @Nullable Instant startedAt,
        @Nullable Instant attemptEndedAt,
        @Nullable Instant endedAt,
        @Nullable BudgetView budget,
        @Nullable GovernorView governor) {
    public StepView {
        dependsOn = List.copyOf(dependsOn);
    }
}
