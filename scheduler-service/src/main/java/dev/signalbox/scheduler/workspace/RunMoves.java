package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.scheduler.step.StepInput;
import org.jspecify.annotations.Nullable;

/** What people and time ask of runs as a whole. */
final class RunMoves {
    private final RunRegister runs;
    private final StepPlaces places;
    private final StepMoves steps;

    RunMoves(RunRegister runs, StepPlaces places, StepMoves steps) {
        this.runs = runs;
        this.places = places;
        this.steps = steps;
    }

    void submit(Turn turn, SubmitRun submit, @Nullable String traceparent) {
        if (runs.knows(submit.run())) {
            return;
        }
        LiveRun run = places.newRun(new RunFile(submit, traceparent, turn.now));
        runs.open(turn, run);
        for (LiveStep step : run.steps.values()) {
            turn.changed(step);
            if (step.spec.dependsOn().isEmpty()) {
                steps.input(turn, step, new StepInput.DependencyMet());
            }
        }
        steps.endIfOver(turn, run);
    }

    void cancel(Turn turn, CancelRun cancel) {
        LiveRun run = runs.find(cancel.run());
        if (run != null && run.stopping == null) {
            stop(turn, run, StopCause.CANCELLED, cancel.reason(), cancel.requestedBy());
        }
    }

    void timeOut(Turn turn, RunId id) {
        LiveRun run = runs.find(id);
        if (run != null && run.stopping == null) {
            stop(turn, run, StopCause.TIMED_OUT, "the run took longer than it may", "scheduler");
        }
    }

    private void stop(Turn turn, LiveRun run, StopCause cause, String reason, String by) {
        run.stopping = cause;
        run.stopReason = reason;
        run.status = RunStatus.CANCELLING;
        turn.fact(run, new RunCancelling(reason, by));
        runs.announce(turn, run);
        for (LiveStep step : run.steps.values()) {
            steps.input(turn, step, new StepInput.Stop(cause));
        }
        steps.endIfOver(turn, run);
    }
}
