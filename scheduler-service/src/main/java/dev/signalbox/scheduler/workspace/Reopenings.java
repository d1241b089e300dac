package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.scheduler.step.StepDecision;
import dev.signalbox.scheduler.step.StepInput;
import dev.signalbox.scheduler.step.StepState;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Steps that failed, or were skipped because of one that had, and wait again because somebody asked for it. */
final class Reopenings {
    private final StepMoves steps;

    Reopenings(StepMoves steps) {
        this.steps = steps;
    }

    /** Who asks, and why. */
    record Wish(String reason, String by) {}

    /** Tries a failed step again, and lets the steps wait again that were skipped because of it. */
    StepDecision retry(Turn turn, LiveStep step, Wish wish) {
        StepDecision decision = reopen(turn, step, null, wish);
        if (decision instanceof StepDecision.Moved) {
            reopenBehind(turn, step, wish);
        }
        return decision;
    }

    /** Does without a step. */
    StepDecision skip(Turn turn, LiveStep step, Wish wish) {
        StepDecision decision = steps.input(turn, step, new StepInput.Waive(wish.reason(), wish.by()));
        if (decision instanceof StepDecision.Moved) {
            reopenBehind(turn, step, wish);
        }
        return decision;
    }

    private void reopenBehind(Turn turn, LiveStep cause, Wish wish) {
        LiveRun run = cause.run;
        boolean halted = cause.spec.id().equals(run.haltedBy);
        if (halted) {
            run.haltedBy = null;
            turn.changed(run);
        }
        Collection<LiveStep> first = halted ? run.steps.values() : cause.dependents;
        Deque<LiveStep> candidates = new ArrayDeque<>(first);
        while (!candidates.isEmpty()) {
            LiveStep step = candidates.remove();
            if (isSkipped(step) && nobodyIsInTheWayOf(step)) {
                reopen(turn, step, cause.spec.id(), wish);
                candidates.addAll(step.dependents);
            }
        }
    }

    private StepDecision reopen(Turn turn, LiveStep step, @Nullable StepId because, Wish wish) {
        return steps.input(turn, step, new StepInput.Reopen(step.unmet(), because, wish.reason(), wish.by()));
    }

    private static boolean isSkipped(LiveStep step) {
        return step.state instanceof StepState.Ended ended && ended.status() == StepStatus.SKIPPED && !ended.waived();
    }

    private static boolean nobodyIsInTheWayOf(LiveStep step) {
        return step.needed().noneMatch(LiveStep::isInTheWay);
    }
}
