package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.ReleaseRun;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.scheduler.step.StepInput;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people and time ask of runs as a whole. */
final class RunMoves {
    private final RunRegister runs;
    private final StepPlaces places;
    private final StepMoves steps;
    private final Pauses pauses;
    private final Children children;

    RunMoves(RunRegister runs, StepPlaces places, StepMoves steps, Pauses pauses) {
        this.runs = runs;
        this.places = places;
        this.steps = steps;
        this.pauses = pauses;
        this.children = new Children(runs, this);
    }

    void submit(Turn turn, SubmitRun submit, @Nullable String traceparent) {
        if (runs.knows(submit.run())) {
            return;
        }
        LiveRun run = places.newRun(new RunFile(submit, traceparent, turn.now), runs.account());
        runs.open(turn, run);
        run.steps.values().forEach(turn::changed);
        Optional<String> refusal = children.refusal(run);
        if (refusal.isPresent()) {
            refuse(turn, run, refusal.get());
            return;
        }
        children.adopt(run);
        if (!run.held) {
            begin(turn, run);
        }
    }

    /** It is in the history, with why it never began. */
    private void refuse(Turn turn, LiveRun run, String reason) {
        run.refused = true;
        run.stopReason = reason;
        run.sealed = true;
        for (LiveStep step : List.copyOf(run.steps.values())) {
            steps.input(turn, step, new StepInput.Skip(null, reason));
        }
        steps.endIfOver(turn, run);
    }

    /** A held run has its place. Any other run, or one that is being stopped, stays as it is. */
    void release(Turn turn, ReleaseRun release) {
        LiveRun run = runs.find(release.run());
        if (run != null && run.held && run.stopping == null) {
            run.held = false;
            runs.announce(turn, run);
            begin(turn, run);
        }
    }

    private void begin(Turn turn, LiveRun run) {
        for (LiveStep step : run.steps.values()) {
            steps.begin(turn, step);
        }
        steps.endIfOver(turn, run);
    }

    /** Runs that attempts of other runs asked for. */
    Children children() {
        return children;
    }

    /** A run that is paused because its budget is used up stays paused from now on when the budget is raised. */
    void pause(Turn turn, PauseRun pause) {
        LiveRun run = runs.find(pause.run());
        if (run != null && run.pausedAtLimit) {
            run.pausedAtLimit = false;
            turn.changed(run);
        } else if (run != null) {
            pauses.pause(turn, run, new RunPaused(pause.reason(), pause.requestedBy(), null));
        }
    }

    void resume(Turn turn, ResumeRun resume) {
        LiveRun run = runs.find(resume.run());
        if (run == null || !run.isPaused()) {
            return;
        }
        List<LiveStep> ready =
                run.steps.values().stream().filter(LiveStep::isReady).toList();
        List<LiveStep> passing = ready.stream().filter(LiveStep::isAtCheckpoint).toList();
        run.pausedAtLimit = false;
        run.becomes(turn, run.hasBegun() ? RunStatus.RUNNING : RunStatus.QUEUED);
        turn.fact(
                run,
                new RunResumed(
                        resume.reason(),
                        resume.requestedBy(),
                        passing.stream().map(step -> step.spec.id()).toList()));
        runs.announce(turn, run);
        passing.forEach(step -> steps.input(turn, step, new StepInput.Pass()));
        ready.forEach(places::joinLine);
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

    /** The run has waited for its first dispatch for as long as it may. */
    void giveUpWaiting(Turn turn, RunId id) {
        LiveRun run = runs.find(id);
        Duration limit = run == null ? null : run.spec().options().queueTimeout();
        if (run != null && limit != null && run.stopping == null && !run.hasBegun()) {
            String waited = "no step of the run was dispatched within " + seconds(limit) + " s of its acceptance";
            stop(turn, run, StopCause.TIMED_OUT, waited, "scheduler");
        }
    }

    private static String seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
    }

    void stop(Turn turn, LiveRun run, StopCause cause, String reason, String by) {
        run.stopping = cause;
        run.stopReason = reason;
        run.becomes(turn, RunStatus.CANCELLING);
        turn.fact(run, new RunCancelling(reason, by));
        runs.announce(turn, run);
        for (LiveStep step : run.steps.values()) {
            steps.input(turn, step, new StepInput.Stop(cause));
        }
        steps.endIfOver(turn, run);
    }
}
