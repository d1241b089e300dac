package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.Command;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.command.ReleaseRun;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.budget.Estimate;
import dev.signalbox.scheduler.step.StepInput;
import dev.signalbox.scheduler.step.StepState;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides what runs next in one workspace. The only owner of the workspace's claims, agents and runs, so no lock and no race.
 *
 * <p>Deterministic: the same inputs at the same times give the same changes. It does no I/O; the caller makes the changes
 * durable and carries out the effects, both or neither. When that fails, the object must be thrown away and made anew from what
 * was kept ({@link #restore}). Not thread-safe.
 */
public final class WorkspaceScheduler {
    private final RunRegister register;
    private final StepPlaces places = new StepPlaces();
    private final AttemptTimers timers;
    private final StepMoves steps;
    private final RunMoves runs;
    private final AttemptReports reports;
    private final Dispatching dispatching;
    private final BudgetLimits budgets;

    public WorkspaceScheduler(WorkspaceId workspace, Retention retention, BudgetSettings settings, Timers timers) {
        this.register = new RunRegister(workspace, retention, timers);
        this.timers = new AttemptTimers(workspace, timers);
        Pauses pauses = new Pauses(register, places);
        this.steps = new StepMoves(register, places, this.timers, pauses, new Accounts(register, places));
        this.runs = new RunMoves(register, places, steps, pauses);
        this.budgets =
                new BudgetLimits(register, places, steps, runs, pauses, new Estimate(settings.defaultReservation()));
        this.reports = new AttemptReports(register, steps, budgets, settings);
        this.dispatching = new Dispatching(register, places, steps, budgets);
    }

    /** Whether nothing is left here that would have to be remembered. */
    public boolean isEmpty() {
        return register.isEmpty();
    }

    /** A command arrives. */
    public Changes on(Command command, @Nullable String traceparent, Instant now) {
        Turn turn = new Turn(now);
        switch (command) {
            case SubmitRun submit -> runs.submit(turn, submit, traceparent);
            case PauseRun pause -> runs.pause(turn, pause);
            case ReleaseRun release -> runs.release(turn, release);
            case ResumeRun resume -> runs.resume(turn, resume);
            case CancelRun cancel -> runs.cancel(turn, cancel);
            case RaiseBudget raise -> budgets.raise(turn, raise);
        }
        return finish(turn);
    }

    /** A report arrives. */
    public Changes on(Outcome outcome, Instant now) {
        Turn turn = new Turn(now);
        reports.take(turn, outcome);
        return finish(turn);
    }

    /**
     * A timer is due.
     *
     * @param caughtUp whether every report that was sent so far has been seen; asked only when it matters
     */
    public Changes on(Timers.Timer timer, BooleanSupplier caughtUp, Instant now) {
        Turn turn = new Turn(now);
        switch (timer) {
            case Timers.Timer.RestOver t -> input(turn, t.run(), t.step(), new StepInput.RestOver(t.epoch()));
            case Timers.Timer.AttemptDeadline t ->
                input(turn, t.run(), t.step(), new StepInput.DeadlinePassed(t.epoch()));
            case Timers.Timer.LeaseCheck t -> checkLease(turn, t, caughtUp);
            case Timers.Timer.RunDeadline t -> runs.timeOut(turn, t.run());
            case Timers.Timer.ForgetRun t -> register.forget(turn, t.run());
        }
        return finish(turn);
    }

    private void input(Turn turn, RunId runId, StepId stepId, StepInput input) {
        LiveRun run = register.find(runId);
        if (run != null) {
            steps.input(turn, run.step(stepId), input);
        }
    }

    private void checkLease(Turn turn, Timers.Timer.LeaseCheck check, BooleanSupplier caughtUp) {
        LiveRun run = register.find(check.run());
        if (run != null && timers.hasExpired(run.step(check.step()), check, caughtUp, turn.now)) {
            steps.input(turn, run.step(check.step()), new StepInput.LeaseExpired(check.epoch()));
        }
    }

    /** Takes up a run from what was kept of it. Call {@link #resume} after the last one. */
    public void restore(RunProgress progress, @Nullable RunFile file, List<StepProgress> kept, Instant now) {
        if (file == null) {
            register.remember(progress);
            return;
        }
        LiveRun run = places.newRun(file, register.account());
        run.restore(progress);
        register.takeUp(run);
        for (StepProgress step : kept) {
            restore(run, step, now);
        }
    }

    private void restore(LiveRun run, StepProgress kept, Instant now) {
        LiveStep step = run.step(kept.step());
        run.count(step.state.status(), kept.state().status());
        step.state = kept.state();
        step.restoreMoney(kept.money());
        switch (step.state) {
            case StepState.Ready r -> step.standAt(r.since());
            case StepState.InFlight a -> {
                step.standAt(Instant.EPOCH);
                places.hold(step, a.agent());
                timers.watch(step, now);
            }
            case StepState.BackingOff b -> timers.rest(step, b);
            case StepState.Pending _ -> {}
            case StepState.Ended _ -> run.sourcesOf(step).forEach(source -> source.takers--);
        }
    }

    /** Lets everything that waited before the restart look again. */
    public Changes resume(Instant now) {
        Turn turn = new Turn(now);
        for (LiveRun run : register.live()) {
            for (LiveStep step : run.steps.values()) {
                if (step.isReady()) {
                    places.joinLine(step);
                }
            }
        }
        return finish(turn);
    }

    private Changes finish(Turn turn) {
        dispatching.serve(turn);
        return turn.changes();
    }
}
