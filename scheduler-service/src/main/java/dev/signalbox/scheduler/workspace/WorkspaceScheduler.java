package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.command.AddSteps;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.ChangePriority;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.command.ReleaseRun;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.RetrySteps;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.SkipStep;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.command.WorkspaceCommand;
import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.budget.Estimate;
import dev.signalbox.scheduler.line.AgentRegistry;
import dev.signalbox.scheduler.step.StepInput;
import dev.signalbox.scheduler.step.StepMemory;
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
    private final StepPlaces places;
    private final AttemptTimers timers;
    private final StepMoves steps;
    private final RunMoves runs;
    private final WorkspaceMoves whole;
    private final StepWishes wishes;
    private final Growth growth;
    private final AttemptReports reports;
    private final Dispatching dispatching;
    private final BudgetLimits budgets;

    /** A workspace without a limit on its attempts in flight. */
    public WorkspaceScheduler(
            WorkspaceId workspace, Retention retention, BudgetSettings settings, Timers timers, Everything everything) {
        this(workspace, retention, settings, timers, everything, Integer.MAX_VALUE);
    }

    /**
     * A workspace in which nothing has happened.
     *
     * @param everything what this workspace has in common with the others of its partition
     * @param maxSlots how many attempts may be in flight here at a time
     */
    public WorkspaceScheduler(
            WorkspaceId workspace,
            Retention retention,
            BudgetSettings settings,
            Timers timers,
            Everything everything,
            int maxSlots) {
        Holds holds = new Holds(everything);
        AgentRegistry registry = new AgentRegistry();
        this.places = new StepPlaces(holds, registry, new SlotLine(maxSlots));
        this.register = new RunRegister(workspace, retention, timers);
        this.timers = new AttemptTimers(workspace, timers);
        Pauses pauses = new Pauses(register, places);
        this.steps = new StepMoves(register, places, this.timers, pauses, new Accounts(register, places));
        this.runs = new RunMoves(register, places, steps, pauses);
        this.wishes = new StepWishes(register, places, steps);
        this.growth = new Growth(register, steps, registry);
        this.whole = new WorkspaceMoves(
                workspace,
                register,
                places,
                holds,
                registry,
                new WorkspaceAllowance(workspace, register, places, runs));
        this.budgets =
                new BudgetLimits(register, places, steps, runs, pauses, new Estimate(settings.defaultReservation()));
        this.reports = new AttemptReports(register, steps, budgets, settings);
        this.dispatching = new Dispatching(register, places, steps, budgets);
    }

    /** What is reserved for attempts in flight. */
    Amount reserved() {
        return register.account().reserved();
    }

    /** Whether nothing is left here that would have to be remembered. */
    public boolean isEmpty() {
        return register.isEmpty() && whole.progress().isBlank();
    }

    /** A command about a run arrives. */
    public Changes on(RunCommand command, @Nullable String traceparent, Instant now) {
        Turn turn = begin(now);
        switch (command) {
            case SubmitRun submit -> runs.submit(turn, submit, traceparent);
            case PauseRun pause -> runs.pause(turn, pause);
            case ReleaseRun release -> runs.release(turn, release);
            case ResumeRun resume -> runs.resume(turn, resume);
            case CancelRun cancel -> runs.cancel(turn, cancel);
            case RaiseBudget raise -> budgets.raise(turn, raise);
            case RetrySteps retry -> wishes.retry(turn, retry);
            case SkipStep skip -> wishes.skip(turn, skip);
            case AddSteps add -> growth.add(turn, add);
            case ChangePriority change -> wishes.changePriority(turn, change);
        }
        return finish(turn);
    }

    /** A command about the workspace arrives. */
    public Changes on(WorkspaceCommand command, Instant now) {
        Turn turn = begin(now);
        whole.take(turn, command);
        return finish(turn);
    }

    /** What all workspaces have in common has changed. */
    public Changes onEverything(Instant now) {
        whole.lookAgain();
        return finish(begin(now));
    }

    /** A report arrives. */
    public Changes on(Outcome outcome, Instant now) {
        Turn turn = begin(now);
        reports.take(turn, outcome);
        return finish(turn);
    }

    /**
     * A timer is due.
     *
     * @param caughtUp whether every report that was sent so far has been seen; asked only when it matters
     */
    public Changes on(Timers.Timer timer, BooleanSupplier caughtUp, Instant now) {
        Turn turn = begin(now);
        switch (timer) {
            case Timers.Timer.RestOver t -> input(turn, t.run(), t.step(), new StepInput.RestOver(t.epoch()));
            case Timers.Timer.AttemptDeadline t ->
                input(turn, t.run(), t.step(), new StepInput.DeadlinePassed(t.epoch()));
            case Timers.Timer.LeaseCheck t -> checkLease(turn, t, caughtUp);
            case Timers.Timer.RunDeadline t -> runs.timeOut(turn, t.run());
            case Timers.Timer.QueueDeadline t -> runs.giveUpWaiting(turn, t.run());
            case Timers.Timer.ForgetRun t -> register.forget(turn, t.run());
            case Timers.Timer.DayOver _ -> {}
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

    /** Takes up what was kept of the workspace as a whole; call it before its runs are taken up. */
    public void restore(WorkspaceProgress kept) {
        whole.restore(kept);
    }

    /**
     * Takes up a run from what was kept of it. Call {@link #resume} after the last one.
     *
     * @param parts in the order of their numbers
     */
    public void restore(
            RunProgress progress, @Nullable RunFile file, List<RunPart> parts, List<StepProgress> kept, Instant now) {
        if (file == null) {
            register.remember(progress);
            return;
        }
        LiveRun run = places.newRun(file, register.account());
        parts.forEach(run::add);
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
        step.memory = kept.memory() == null ? StepMemory.NONE : kept.memory();
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
            case StepState.Ended e -> {
                run.waived += e.waived() ? 1 : 0;
                steps.outputsTaken(step);
            }
        }
    }

    /** Lets everything that waited before the restart look again. */
    public Changes resume(Instant now) {
        Turn turn = new Turn(now);
        register.live().forEach(runs.children()::adopt);
        register.live().forEach(places::restore);
        for (LiveRun run : register.live()) {
            for (LiveStep step : run.steps.values()) {
                if (step.isReady()) {
                    places.joinLine(step);
                }
            }
        }
        return finish(turn);
    }

    private Turn begin(Instant now) {
        Turn turn = new Turn(now);
        whole.look(turn);
        return turn;
    }

    private Changes finish(Turn turn) {
        runs.children().stopOrphans(turn);
        whole.settle(turn);
        dispatching.serve(turn);
        whole.tellMoney(turn);
        return turn.changes();
    }
}
