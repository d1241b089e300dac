package dev.signalbox.cli.watch;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one step.
 *
 * @param step its id
 * @param dependsOn the steps it needs
 * @param status where it is
 * @param waitsFor the one thing it waits for; null when it waits for its dependencies or for nothing
 * @param agent who has it or had it last; null before the first dispatch
 * @param attempt the number of the last attempt; 0 before the first
 * @param maxAttempts how often it is tried at most
 * @param begunAt when its first attempt was dispatched; null before
 * @param endedAt when it ended, or was found to be conflicted; null before
 * @param result how its last ended attempt ended; null while none has
 * @param reason why it was skipped; null otherwise
 */
public record StepRow(
        StepId step,
        List<StepId> dependsOn,
        StepStatus status,
        @Nullable WaitsFor waitsFor,
        @Nullable AgentId agent,
        int attempt,
        int maxAttempts,
        @Nullable Instant begunAt,
        @Nullable Instant endedAt,
        @Nullable AttemptResult result,
        @Nullable String reason) {
    static StepRow of(StepSpec spec) {
        StepStatus status = spec.dependsOn().isEmpty() ? StepStatus.READY : StepStatus.PENDING;
        return new StepRow(
                spec.id(), spec.dependsOn(), status, null, null, 0, spec.retry().attempts(), null, null, null, null);
    }

    StepRow waiting(WaitsFor thing) {
        StepStatus waiting = thing instanceof WaitsFor.Backoff ? StepStatus.BACKING_OFF : StepStatus.READY;
        return new StepRow(
                step, dependsOn, waiting, thing, agent, attempt, maxAttempts, begunAt, endedAt, result, reason);
    }

    StepRow reopened() {
        return new StepRow(
                step, dependsOn, StepStatus.PENDING, null, agent, attempt, maxAttempts, begunAt, null, result, null);
    }

    StepRow dispatched(AgentId to, int number, Instant at) {
        Instant begun = begunAt == null ? at : begunAt;
        return new StepRow(
                step, dependsOn, StepStatus.DISPATCHED, null, to, number, maxAttempts, begun, null, result, reason);
    }

    StepRow running() {
        return new StepRow(
                step, dependsOn, StepStatus.RUNNING, null, agent, attempt, maxAttempts, begunAt, null, result, reason);
    }

    StepRow backingOff(AttemptResult last, Instant until) {
        return new StepRow(
                step,
                dependsOn,
                StepStatus.BACKING_OFF,
                new WaitsFor.Backoff(until),
                agent,
                attempt,
                maxAttempts,
                begunAt,
                null,
                last,
                reason);
    }

    StepRow conflicted(AttemptResult last, Instant at) {
        return new StepRow(
                step,
                dependsOn,
                StepStatus.CONFLICTED,
                null,
                agent,
                attempt,
                maxAttempts,
                begunAt,
                at,
                last,
                last.message());
    }

    StepRow ended(StepStatus end, @Nullable AttemptResult last, @Nullable String why, Instant at) {
        return new StepRow(step, dependsOn, end, null, agent, attempt, maxAttempts, begunAt, at, last, why);
    }

    /** How long it has been worked on, rests between attempts included. */
    public Duration time(Instant now) {
        return begunAt == null ? Duration.ZERO : Duration.between(begunAt, endedAt == null ? now : endedAt);
    }
}
