package dev.signalbox.scheduler.step;

import static dev.signalbox.scheduler.step.AttemptTransition.Status.ABORTED;
import static dev.signalbox.scheduler.step.AttemptTransition.Status.CANCELLED;
import static dev.signalbox.scheduler.step.AttemptTransition.Status.DENIED;
import static dev.signalbox.scheduler.step.AttemptTransition.Status.DISPATCHED;
import static dev.signalbox.scheduler.step.AttemptTransition.Status.FAILED;
import static dev.signalbox.scheduler.step.AttemptTransition.Status.HANDED_BACK;
import static dev.signalbox.scheduler.step.AttemptTransition.Status.LOST;
import static dev.signalbox.scheduler.step.AttemptTransition.Status.RUNNING;
import static dev.signalbox.scheduler.step.AttemptTransition.Status.SUCCEEDED;
import static dev.signalbox.scheduler.step.AttemptTransition.Status.TIMED_OUT;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepSucceeded;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How an attempt may go on, as it is seen in the history of its run. */
public record AttemptTransition(Status from, Status to) implements Transition {
    /** Where an attempt is. */
    public enum Status {
        DISPATCHED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        TIMED_OUT,
        CANCELLED,
        ABORTED,
        LOST,
        DENIED,
        HANDED_BACK;

        static Status of(AttemptOutcome outcome) {
            return switch (outcome) {
                case SUCCEEDED -> SUCCEEDED;
                case FAILED -> FAILED;
                case TIMED_OUT -> TIMED_OUT;
                case CANCELLED -> CANCELLED;
                case ABORTED -> ABORTED;
                case LOST -> LOST;
                case DENIED -> DENIED;
                case HANDED_BACK -> HANDED_BACK;
            };
        }
    }

    /** Everything that may become of an attempt, in the order in which it is drawn. */
    public static final Set<AttemptTransition> TABLE = table();

    /** The line of the table for a fact that follows from a state; empty for a fact that moves no attempt that exists. */
    public static Optional<AttemptTransition> of(StepState before, StepFact fact) {
        Status from = status(before);
        Status to = from == LOST && !(fact instanceof StepSucceeded) ? null : status(fact);
        if (from == null || to == null) {
            return Optional.empty();
        }
        AttemptTransition transition = new AttemptTransition(from, to);
        if (!TABLE.contains(transition)) {
            throw new IllegalStateException("the table of an attempt's transitions has no " + transition);
        }
        return Optional.of(transition);
    }

    @Override
    public String words() {
        if (from == LOST) {
            return "AttemptFinished late, and no other was dispatched";
        }
        return switch (to) {
            case RUNNING -> "AttemptStarted";
            case LOST -> "the lease ran out, or its runner gave it up";
            case HANDED_BACK -> "AttemptFinished, its runner was shut down";
            case DISPATCHED, SUCCEEDED, FAILED, TIMED_OUT, CANCELLED, ABORTED, DENIED -> "AttemptFinished";
        };
    }

    private static @Nullable Status status(StepState state) {
        return switch (state) {
            case StepState.Dispatched _ -> DISPATCHED;
            case StepState.Running _ -> RUNNING;
            case StepState.BackingOff b when b.previous() == AttemptOutcome.LOST -> LOST;
            case StepState.Ready r when r.previous() == AttemptOutcome.LOST -> LOST;
            case StepState.BackingOff _, StepState.Ready _, StepState.Pending _, StepState.Ended _ -> null;
        };
    }

    private static @Nullable Status status(StepFact fact) {
        AttemptResult result = fact instanceof StepSucceeded succeeded ? succeeded.result() : null;
        result = fact instanceof StepFailed failed ? failed.result() : result;
        result = fact instanceof StepBackingOff rest ? rest.result() : result;
        result = fact instanceof StepCancelled cancelled ? cancelled.result() : result;
        if (result != null) {
            return Status.of(result.outcome());
        }
        return fact instanceof StepStarted ? RUNNING : null;
    }

    private static Set<AttemptTransition> table() {
        List<Status> ends = List.of(SUCCEEDED, FAILED, TIMED_OUT, CANCELLED, ABORTED, LOST, DENIED, HANDED_BACK);
        Set<AttemptTransition> table = new LinkedHashSet<>();
        table.add(new AttemptTransition(DISPATCHED, RUNNING));
        ends.forEach(end -> table.add(new AttemptTransition(DISPATCHED, end)));
        ends.forEach(end -> table.add(new AttemptTransition(RUNNING, end)));
        table.add(new AttemptTransition(LOST, SUCCEEDED));
        return Collections.unmodifiableSet(table);
    }
}
