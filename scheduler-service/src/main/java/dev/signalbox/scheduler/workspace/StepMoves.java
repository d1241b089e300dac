package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.scheduler.step.AttemptTransition;
import dev.signalbox.scheduler.step.StepDecider;
import dev.signalbox.scheduler.step.StepDecision;
import dev.signalbox.scheduler.step.StepInput;
import dev.signalbox.scheduler.step.StepRules;
import dev.signalbox.scheduler.step.StepState;
import dev.signalbox.scheduler.step.StepTransition;
import java.util.ArrayDeque;
import java.util.Deque;

/** Moves steps on, and draws the consequences for the steps that need them and for their run. */
final class StepMoves {
    private final RunRegister runs;
    private final StepPlaces places;
    private final AttemptTimers timers;
    private final Pauses pauses;
    private final Accounts accounts;

    StepMoves(RunRegister runs, StepPlaces places, AttemptTimers timers, Pauses pauses, Accounts accounts) {
        this.runs = runs;
        this.places = places;
        this.timers = timers;
        this.pauses = pauses;
        this.accounts = accounts;
    }

    StepDecision input(Turn turn, LiveStep step, StepInput input) {
        LiveRun run = step.run;
        StepRules rules = new StepRules(
                run.id(),
                step.spec,
                step.memory,
                step.money.last(),
                run.stopping != null,
                run.stopping == null && run.haltedBy == null);
        StepDecision decision = StepDecider.decide(rules, step.state, input, turn.now);
        if (decision instanceof StepDecision.Moved moved) {
            move(turn, step, input, moved);
        }
        return decision;
    }

    /** Lets a step go on that waits for nobody, if its run has arrived as a whole. */
    void begin(Turn turn, LiveStep step) {
        if (step.run.sealed
                && !step.run.held
                && step.state instanceof StepState.Pending pending
                && pending.unmet() == 0) {
            input(turn, step, new StepInput.DependencyMet());
        }
    }

    void endIfOver(Turn turn, LiveRun run) {
        if (run.isOver() && !run.status.isTerminal()) {
            runs.end(turn, run);
            places.ended(run);
            places.tidy();
        }
    }

    private void move(Turn turn, LiveStep step, StepInput input, StepDecision.Moved moved) {
        StepState before = step.state;
        step.state = moved.next();
        turn.moved(StepTransition.of(before, input, step.state));
        step.run.count(before.status(), step.state.status());
        turn.changed(step);
        for (StepFact fact : moved.facts()) {
            turn.fact(step.run, fact);
            AttemptTransition.of(before, fact).ifPresent(turn::moved);
            remember(step, fact);
            accounts.book(turn, step, fact);
        }
        StopCause stop = moved.stop();
        if (stop != null) {
            turn.effect(new Effect.Stopped(new StopAttempt(step.attempt(before), stop, turn.now)));
        }
        leave(step, before);
        arrive(turn, step, before);
    }

    /** What the step gives up by leaving its last state. */
    private void leave(LiveStep step, StepState before) {
        if (before instanceof StepState.InFlight a && !step.isInFlight()) {
            step.leaseEnds = null;
            places.giveBack(step, a.agent());
            accounts.settle(step);
        } else if (before instanceof StepState.Ready && !step.isReady() && !step.isInFlight()) {
            places.withdraw(step);
        }
    }

    /** What follows from the state the step is in now. */
    private void arrive(Turn turn, LiveStep step, StepState before) {
        switch (step.state) {
            case StepState.Pending _ -> {}
            case StepState.Ready r -> {
                if (!(before instanceof StepState.Ready)) {
                    step.standAt(r.since());
                    places.joinLine(step);
                    pauses.atCheckpoint(turn, step);
                }
            }
            case StepState.Dispatched _ -> {}
            case StepState.Running _ -> {
                if (!(before instanceof StepState.Running)) {
                    timers.watch(step, turn.now);
                }
            }
            case StepState.BackingOff b -> {
                if (b.until().isAfter(turn.now)) {
                    timers.rest(step, b);
                } else {
                    input(turn, step, new StepInput.RestOver(b.epoch()));
                }
            }
            case StepState.Ended e -> {
                if (!(before instanceof StepState.Ended)) {
                    ended(turn, step, e);
                } else if (e.waived()) {
                    waived(turn, step);
                }
            }
        }
    }

    private void ended(Turn turn, LiveStep step, StepState.Ended state) {
        if (state.waived()) {
            waived(turn, step);
            return;
        }
        if (state.status() == StepStatus.SUCCEEDED) {
            releaseDependents(turn, step);
        } else if (state.status() == StepStatus.FAILED) {
            failed(turn, step);
        }
        dropTakenOutputs(turn, step);
        endIfOver(turn, step.run);
    }

    /** Somebody can do without the step; whether it has ended before makes no difference to those that need it. */
    private void waived(Turn turn, LiveStep step) {
        step.run.waived++;
        releaseDependents(turn, step);
        dropTakenOutputs(turn, step);
        endIfOver(turn, step.run);
    }

    private void failed(Turn turn, LiveStep step) {
        switch (step.spec.afterFailure()) {
            case null -> {
                skipDependents(turn, step);
                if (step.run.spec().options().onFailure() == OnFailure.STOP && step.run.haltedBy == null) {
                    halt(turn, step.run, step);
                }
            }
            case CONTINUE -> releaseDependents(turn, step);
            case PAUSE -> {
                skipDependents(turn, step);
                pauses.afterFailure(turn, step);
            }
        }
    }

    private void releaseDependents(Turn turn, LiveStep step) {
        if (step.memory.released()) {
            return;
        }
        step.memory = step.memory.afterRelease();
        turn.changed(step);
        for (LiveStep dependent : step.dependents) {
            input(turn, dependent, new StepInput.DependencyMet());
        }
    }

    /**
     * An output is kept until the last step that takes it has ended and cannot be tried again, so that each of its attempts is given
     * the same.
     */
    private void dropTakenOutputs(Turn turn, LiveStep ended) {
        outputsTaken(ended);
        for (LiveStep source : ended.run.sourcesOf(ended)) {
            dropIfTaken(turn, source);
        }
        dropIfTaken(turn, ended);
    }

    /** The outputs that an ended step takes are not needed for it any more, if it cannot be tried again. */
    void outputsTaken(LiveStep ended) {
        if (ended.state instanceof StepState.Ended e && (e.waived() || isDone(e.status()))) {
            ended.run.sourcesOf(ended).forEach(source -> source.takers--);
        }
    }

    private static boolean isDone(StepStatus status) {
        return status == StepStatus.SUCCEEDED || status == StepStatus.CANCELLED;
    }

    private void dropIfTaken(Turn turn, LiveStep source) {
        if (source.takers == 0) {
            input(turn, source, new StepInput.OutputTaken());
        }
    }

    private void skipDependents(Turn turn, LiveStep failed) {
        StepInput skip = new StepInput.Skip(failed.spec.id(), "step " + failed.spec.id() + " did not succeed");
        Deque<LiveStep> doomed = new ArrayDeque<>(failed.dependents);
        while (!doomed.isEmpty()) {
            LiveStep step = doomed.remove();
            if (input(turn, step, skip) instanceof StepDecision.Moved) {
                doomed.addAll(step.dependents);
            }
        }
    }

    private void halt(Turn turn, LiveRun run, LiveStep failed) {
        run.haltedBy = failed.spec.id();
        for (LiveStep step : run.steps.values()) {
            input(turn, step, new StepInput.Skip(failed.spec.id(), "the run stops at the first failure"));
        }
    }

    private static void remember(LiveStep step, StepFact fact) {
        if (fact instanceof StepReopened) {
            step.memory = step.memory.anew(step.state.attempt());
        } else if (fact instanceof StepBackingOff rest) {
            step.memory = rest.result().outcome() == AttemptOutcome.HANDED_BACK
                    ? step.memory.afterHandingBack()
                    : step.memory.afterFailure(rest.result().signature());
        } else if (fact instanceof StepFailed failed) {
            step.memory = step.memory.afterFailure(failed.result().signature());
        }
    }
}
