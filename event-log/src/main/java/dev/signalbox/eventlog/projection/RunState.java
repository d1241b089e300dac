package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.event.BudgetEscalated;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.BudgetWarned;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunExtended;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunPriorityChanged;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.Usage;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is, as far as its facts say.
 *
 * @param status where it is
 * @param reason why it ended so, or why it is paused; null otherwise
 * @param steps how many of its steps are where
 * @param usage what its attempts used so far
 * @param allowance what they may spend
 * @param reserved what is set aside for those in flight
 * @param startedAt when its first step was dispatched; null before
 * @param endedAt when it ended; null before
 * @param lastSeq the sequence number of its last event
 * @param missingEvents how many events before that one never arrived; 0 unless something was lost
 */
public record RunState(
        RunStatus status,
        @Nullable String reason,
        StepCounts steps,
        Usage usage,
        Allowance allowance,
        Budget reserved,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long lastSeq,
        long missingEvents) {
    static RunState accepted(int steps, Allowance allowance, long seq) {
        return new RunState(
                RunStatus.QUEUED,
                null,
                new StepCounts(steps, 0, 0, 0, 0, 0, 0),
                Usage.NONE,
                allowance,
                Spending.NOTHING,
                null,
                null,
                seq,
                seq - 1);
    }

    /** The state after one more fact about the run as a whole. */
    RunState after(RunFact fact, Instant at) {
        return switch (fact) {
            case RunStarted _ ->
                new RunState(
                        status == RunStatus.QUEUED ? RunStatus.RUNNING : status,
                        reason,
                        steps,
                        usage,
                        allowance,
                        reserved,
                        at,
                        endedAt,
                        lastSeq,
                        missingEvents);
            case RunPaused paused -> status.isTerminal() ? this : in(RunStatus.PAUSED, paused.reason());
            case RunResumed _ ->
                status == RunStatus.PAUSED ? in(startedAt == null ? RunStatus.QUEUED : RunStatus.RUNNING, null) : this;
            case RunCancelling _ -> status.isTerminal() ? this : in(RunStatus.CANCELLING, null);
            case RunEnded ended ->
                new RunState(
                        ended.status(),
                        ended.reason(),
                        ended.steps(),
                        StepTally.larger(usage, ended.usage()),
                        allowance,
                        reserved,
                        startedAt,
                        at,
                        lastSeq,
                        missingEvents);
            case RunExtended extended ->
                counting(StepTally.withMore(steps, extended.steps().size()));
            case BudgetRaised raised -> raised.step() == null ? allowed(raised.limit()) : this;
            case RunAccepted _,
                    RunPriorityChanged _,
                    CommandRejected _,
                    BudgetWarned _,
                    BudgetEscalated _,
                    StepFact _ -> this;
        };
    }

    /** The state when the event {@code seq} has arrived. */
    RunState reached(long seq) {
        long lost = seq - lastSeq - 1;
        return new RunState(
                status, reason, steps, usage, allowance, reserved, startedAt, endedAt, seq, missingEvents + lost);
    }

    /** The state when one of its steps has changed. */
    RunState moved(StepState before, StepState after) {
        return new RunState(
                status,
                reason,
                StepTally.moved(steps, before.status(), after.status()),
                StepTally.moved(usage, before.usage(), after.usage()),
                allowance,
                StepTally.moved(reserved, before.reserved(), after.reserved()),
                startedAt,
                endedAt,
                lastSeq,
                missingEvents);
    }

    private RunState allowed(Budget limit) {
        return new RunState(
                status,
                reason,
                steps,
                usage,
                allowance.raisedTo(limit),
                reserved,
                startedAt,
                endedAt,
                lastSeq,
                missingEvents);
    }

    private RunState counting(StepCounts counts) {
        return new RunState(
                status, reason, counts, usage, allowance, reserved, startedAt, endedAt, lastSeq, missingEvents);
    }

    private RunState in(RunStatus next, @Nullable String why) {
        return new RunState(next, why, steps, usage, allowance, reserved, startedAt, endedAt, lastSeq, missingEvents);
    }
}
