package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.command.ChangePriority;
import dev.signalbox.contracts.command.DiscardStep;
import dev.signalbox.contracts.command.ResolveStep;
import dev.signalbox.contracts.command.RetrySteps;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.SkipStep;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.RunPriorityChanged;
import dev.signalbox.scheduler.step.StepDecision;
import dev.signalbox.scheduler.step.StepInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What people ask of the steps of a live run. Whichever comes first wins: what comes after the step, or its run, has gone on is
 * rejected, and the rejection is part of the run's history. Of a run that has ended there is no history to add to; nothing happens.
 */
final class StepWishes {
    private final RunRegister runs;
    private final StepPlaces places;
    private final StepMoves steps;
    private final Reopenings reopenings;

    StepWishes(RunRegister runs, StepPlaces places, StepMoves steps) {
        this.runs = runs;
        this.places = places;
        this.steps = steps;
        this.reopenings = new Reopenings(steps);
    }

    void retry(Turn turn, RetrySteps command) {
        LiveRun run = runs.find(command.run());
        if (run == null) {
            return;
        }
        Asked asked = new Asked(turn, run, command, command.requestedBy());
        if (run.stopping != null) {
            asked.reject(null, "the run is being stopped");
            return;
        }
        List<StepId> wanted = command.steps().isEmpty() ? failed(run) : command.steps();
        if (wanted.isEmpty()) {
            asked.reject(null, "no step of the run has failed");
        }
        Reopenings.Wish wish = new Reopenings.Wish(command.reason(), command.requestedBy());
        for (StepId id : wanted) {
            retry(asked, id, wish, wanted);
        }
    }

    private void retry(Asked asked, StepId id, Reopenings.Wish wish, List<StepId> wanted) {
        LiveRun run = asked.run();
        StepId haltedBy = run.haltedBy;
        LiveStep step = run.steps.get(id);
        if (step == null) {
            asked.reject(id, "the run has no such step");
        } else if (!mayBeTriedAgain(step)) {
            asked.reject(id, "the step has not failed");
        } else if (haltedBy != null && !wanted.contains(haltedBy)) {
            asked.reject(
                    id,
                    "the run has stopped at the failure of step " + haltedBy + ", which has to be tried again, too");
        } else {
            reopenings.retry(asked.turn(), step, wish);
        }
    }

    private static boolean mayBeTriedAgain(LiveStep step) {
        return switch (step.state.status()) {
            case FAILED, CONFLICTED -> true;
            case PENDING, READY, DISPATCHED, RUNNING, BACKING_OFF, SUCCEEDED, CANCELLED, SKIPPED -> false;
        };
    }

    private static List<StepId> failed(LiveRun run) {
        return run.steps.values().stream()
                .filter(StepWishes::mayBeTriedAgain)
                .map(step -> step.spec.id())
                .toList();
    }

    void skip(Turn turn, SkipStep command) {
        LiveRun run = runs.find(command.run());
        if (run == null) {
            return;
        }
        Asked asked = new Asked(turn, run, command, command.requestedBy());
        LiveStep step = run.steps.get(command.step());
        if (run.stopping != null) {
            asked.reject(command.step(), "the run is being stopped");
        } else if (step == null) {
            asked.reject(command.step(), "the run has no such step");
        } else if (reopenings.skip(turn, step, new Reopenings.Wish(command.reason(), command.requestedBy()))
                instanceof StepDecision.Rejected) {
            asked.reject(
                    command.step(), step.isInFlight() ? "the step is in flight" : "the step has ended, and not failed");
        } else {
            steps.endIfOver(turn, run);
        }
    }

    void resolve(Turn turn, ResolveStep command) {
        decideOnConflict(
                turn,
                command,
                command.step(),
                command.requestedBy(),
                new StepInput.Resolve(command.reason(), command.requestedBy()));
    }

    void discard(Turn turn, DiscardStep command) {
        decideOnConflict(
                turn,
                command,
                command.step(),
                command.requestedBy(),
                new StepInput.Discard(command.reason(), command.requestedBy()));
    }

    private void decideOnConflict(Turn turn, RunCommand command, StepId id, String by, StepInput decision) {
        LiveRun run = runs.find(command.run());
        if (run == null) {
            return;
        }
        Asked asked = new Asked(turn, run, command, by);
        LiveStep step = run.steps.get(id);
        if (run.stopping != null) {
            asked.reject(id, "the run is being stopped");
        } else if (step == null) {
            asked.reject(id, "the run has no such step");
        } else if (steps.input(turn, step, decision) instanceof StepDecision.Rejected) {
            asked.reject(id, "the step is not conflicted");
        }
    }

    void changePriority(Turn turn, ChangePriority command) {
        LiveRun run = runs.find(command.run());
        if (run == null) {
            return;
        }
        int priority = run.parent == null ? command.priority() : Math.min(command.priority(), run.parent.run.priority);
        if (run.priority == priority) {
            return;
        }
        run.priority = priority;
        turn.fact(run, new RunPriorityChanged(priority, command.reason(), command.requestedBy()));
        for (LiveStep step : run.steps.values()) {
            if (step.isReady()) {
                places.moveTo(step, step.standingSince());
            }
        }
    }

    private record Asked(Turn turn, LiveRun run, RunCommand command, String by) {
        void reject(@Nullable StepId step, String reason) {
            turn.fact(run, new CommandRejected(MessageCatalogue.nameOf(command), step, reason, by));
        }
    }
}
