package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.Command;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.scheduler.claim.ClaimTable;
import dev.signalbox.scheduler.line.AgentLoad;
import dev.signalbox.scheduler.line.WaitingLine;
import dev.signalbox.scheduler.step.StepDecider;
import dev.signalbox.scheduler.step.StepDecision;
import dev.signalbox.scheduler.step.StepInput;
import dev.signalbox.scheduler.step.StepRules;
import dev.signalbox.scheduler.step.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final Duration LEASE_RECHECK = Duration.ofMillis(100);

    private final WorkspaceId workspace;
    private final Retention retention;
    private final Timers timers;

    private final Map<RunId, LiveRun> live = new LinkedHashMap<>();
    private final Map<RunId, RunProgress> ended = new HashMap<>();
    private final WaitingLine<LiveStep> line = new WaitingLine<>();
    private final ClaimTable<LiveStep> claims = new ClaimTable<>();
    private final AgentLoad load = new AgentLoad();

    /** Steps that joined the line in this turn and were not told yet what they wait for. */
    private final Set<LiveStep> untold = new LinkedHashSet<>();

    /** Runs with steps set aside, one of which may have its turn now. */
    private final Set<LiveRun> withRoom = new LinkedHashSet<>();

    public WorkspaceScheduler(WorkspaceId workspace, Retention retention, Timers timers) {
        this.workspace = workspace;
        this.retention = retention;
        this.timers = timers;
    }

    /** Whether nothing is left here that would have to be remembered. */
    public boolean isEmpty() {
        return live.isEmpty() && ended.isEmpty();
    }

    // ---------------------------------------------------------------- inputs

    /** A command arrives. */
    public Changes on(Command command, @Nullable String traceparent, Instant now) {
        Turn turn = new Turn(now);
        switch (command) {
            case SubmitRun submit -> submit(turn, submit, traceparent);
            case CancelRun cancel -> cancel(turn, cancel);
        }
        return finish(turn);
    }

    /** A report arrives. */
    public Changes on(Outcome outcome, Instant now) {
        Turn turn = new Turn(now);
        LiveRun run = live.get(outcome.attempt().run());
        LiveStep step = run == null ? null : run.steps.get(outcome.attempt().step());
        if (step == null) {
            reportForNobody(turn, outcome);
        } else {
            report(turn, step, outcome);
        }
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
            case Timers.Timer.RunDeadline t -> timeOut(turn, t.run());
            case Timers.Timer.ForgetRun t -> forget(turn, t.run());
        }
        return finish(turn);
    }

    // ---------------------------------------------------------------- after a restart

    /** Takes up a run from what was kept of it. Call {@link #resume} after the last one. */
    public void restore(RunProgress progress, @Nullable RunFile file, List<StepProgress> steps, Instant now) {
        if (file == null) {
            remember(progress);
            return;
        }
        LiveRun run = new LiveRun(file, line);
        run.restore(progress);
        live.put(run.id(), run);
        setRunDeadline(run);
        for (StepProgress kept : steps) {
            LiveStep step = run.step(kept.step());
            run.count(step.state.status(), kept.state().status());
            step.state = kept.state();
            restoreStanding(step, now);
        }
    }

    private void restoreStanding(LiveStep step, Instant now) {
        switch (step.state) {
            case StepState.Ready r -> step.standAt(r.since());
            case StepState.InFlight a -> {
                claims.hold(step, step.standAt(Instant.EPOCH), step.scope);
                load.take(a.agent());
                setAttemptTimers(step, now);
            }
            case StepState.BackingOff b -> setRest(step, b);
            case StepState.Pending _ -> {}
            case StepState.Ended _ -> {}
        }
    }

    /** Lets everything that waited before the restart look again. */
    public Changes resume(Instant now) {
        Turn turn = new Turn(now);
        for (LiveRun run : live.values()) {
            for (LiveStep step : run.steps.values()) {
                if (step.isReady()) {
                    joinLine(step);
                }
            }
        }
        return finish(turn);
    }

    // ---------------------------------------------------------------- runs

    private void submit(Turn turn, SubmitRun submit, @Nullable String traceparent) {
        if (live.containsKey(submit.run()) || ended.containsKey(submit.run())) {
            return;
        }
        RunFile file = new RunFile(submit, traceparent, turn.now);
        LiveRun run = new LiveRun(file, line);
        live.put(run.id(), run);
        turn.opened(file);
        turn.fact(run, new RunAccepted(submit.spec(), submit.idempotency(), submit.submittedAt()));
        announce(turn, run);
        setRunDeadline(run);
        for (LiveStep step : run.steps.values()) {
            turn.changed(step);
            if (step.spec.dependsOn().isEmpty()) {
                input(turn, step, new StepInput.DependencyMet());
            }
        }
        endIfOver(turn, run);
    }

    private void cancel(Turn turn, CancelRun cancel) {
        LiveRun run = live.get(cancel.run());
        if (run != null && run.stopping == null) {
            stop(turn, run, StopCause.CANCELLED, cancel.reason(), cancel.requestedBy());
        }
    }

    private void timeOut(Turn turn, RunId id) {
        LiveRun run = live.get(id);
        if (run != null && run.stopping == null) {
            stop(turn, run, StopCause.TIMED_OUT, "the run took longer than it may", "scheduler");
        }
    }

    private void stop(Turn turn, LiveRun run, StopCause cause, String reason, String by) {
        run.stopping = cause;
        run.stopReason = reason;
        run.status = RunStatus.CANCELLING;
        turn.fact(run, new RunCancelling(reason, by));
        announce(turn, run);
        for (LiveStep step : run.steps.values()) {
            input(turn, step, new StepInput.Stop(cause));
        }
        endIfOver(turn, run);
    }

    private void halt(Turn turn, LiveRun run, LiveStep failed) {
        run.haltedBy = failed.spec.id();
        for (LiveStep step : run.steps.values()) {
            input(turn, step, new StepInput.Skip(failed.spec.id(), "the run stops at the first failure"));
        }
    }

    private void endIfOver(Turn turn, LiveRun run) {
        if (!run.isOver() || run.status.isTerminal()) {
            return;
        }
        run.status = finalStatus(run);
        turn.fact(run, new RunEnded(run.status, reason(run), run.usage, run.counts()));
        announce(turn, run);
        RunProgress progress = run.progress(retention.forgetAt(run.file.submit(), turn.now));
        live.remove(run.id());
        turn.closed(run, progress);
        remember(progress);
        line.tidy();
    }

    private static RunStatus finalStatus(LiveRun run) {
        if (run.count(StepStatus.CANCELLED) > 0) {
            return run.stopping == StopCause.TIMED_OUT ? RunStatus.TIMED_OUT : RunStatus.CANCELLED;
        }
        return run.count(StepStatus.FAILED) + run.count(StepStatus.SKIPPED) > 0
                ? RunStatus.FAILED
                : RunStatus.SUCCEEDED;
    }

    private static String reason(LiveRun run) {
        String stopReason = run.stopReason;
        return switch (run.status) {
            case SUCCEEDED -> "every step succeeded";
            case FAILED -> run.count(StepStatus.FAILED) + " failed, " + run.count(StepStatus.SKIPPED) + " skipped";
            case CANCELLED, TIMED_OUT -> stopReason == null ? "stopped" : stopReason;
            case QUEUED, RUNNING, CANCELLING -> throw new IllegalStateException("the run has not ended");
        };
    }

    private void remember(RunProgress progress) {
        Instant forgetAt = progress.forgetAt();
        if (forgetAt == null) {
            throw new IllegalStateException("run " + progress.run() + " has not ended");
        }
        ended.put(progress.run(), progress);
        timers.set(forgetAt, workspace, new Timers.Timer.ForgetRun(progress.run()));
    }

    private void forget(Turn turn, RunId run) {
        if (ended.remove(run) != null) {
            turn.forgotten(run);
        }
    }

    private void announce(Turn turn, LiveRun run) {
        turn.effect(new Effect.StatusChanged(new RunStatusChanged(
                run.id(), workspace, run.status, run.file.submit().idempotency(), turn.now)));
        turn.changed(run);
    }

    private void setRunDeadline(LiveRun run) {
        Duration timeout = run.spec().options().timeout();
        if (timeout != null) {
            timers.set(run.file.acceptedAt().plus(timeout), workspace, new Timers.Timer.RunDeadline(run.id()));
        }
    }

    // ---------------------------------------------------------------- steps

    private void input(Turn turn, RunId runId, StepId stepId, StepInput input) {
        LiveRun run = live.get(runId);
        if (run != null) {
            input(turn, run.step(stepId), input);
        }
    }

    private StepDecision input(Turn turn, LiveStep step, StepInput input) {
        LiveRun run = step.run;
        StepRules rules = new StepRules(step.spec, run.stopping != null, run.stopping == null && run.haltedBy == null);
        StepDecision decision = StepDecider.decide(rules, step.state, input, turn.now);
        if (decision instanceof StepDecision.Moved moved) {
            move(turn, step, moved);
        }
        return decision;
    }

    private void move(Turn turn, LiveStep step, StepDecision.Moved moved) {
        StepState before = step.state;
        step.state = moved.next();
        step.run.count(before.status(), step.state.status());
        turn.changed(step);
        for (StepFact fact : moved.facts()) {
            turn.fact(step.run, fact);
            addUsage(step.run, fact);
        }
        StopCause stop = moved.stop();
        if (stop != null) {
            turn.effect(new Effect.Stopped(new StopAttempt(attempt(step, before), stop, turn.now)));
        }
        leave(step, before);
        arrive(turn, step, before);
    }

    /** What the step gives up by leaving its last state. */
    private void leave(LiveStep step, StepState before) {
        if (before instanceof StepState.InFlight a && !step.isInFlight()) {
            load.giveBack(a.agent());
            step.leaseEnds = null;
            release(step);
            withRoom.add(step.run);
        } else if (before instanceof StepState.Ready && !step.isReady() && !step.isInFlight()) {
            line.leave(step.queue, step.place());
            step.run.parked.remove(step.place());
            untold.remove(step);
            release(step);
        }
    }

    private void release(LiveStep step) {
        for (LiveStep freed : claims.release(step, step.place())) {
            if (freed.isReady()) {
                joinLine(freed);
            }
        }
    }

    /** What follows from the state the step is in now. */
    private void arrive(Turn turn, LiveStep step, StepState before) {
        switch (step.state) {
            case StepState.Pending _ -> {}
            case StepState.Ready r -> {
                if (!(before instanceof StepState.Ready)) {
                    step.standAt(r.since());
                    joinLine(step);
                }
            }
            case StepState.Dispatched _ -> {}
            case StepState.Running _ -> {
                if (!(before instanceof StepState.Running)) {
                    setAttemptTimers(step, turn.now);
                }
            }
            case StepState.BackingOff b -> {
                if (b.until().isAfter(turn.now)) {
                    setRest(step, b);
                } else {
                    input(turn, step, new StepInput.RestOver(b.epoch()));
                }
            }
            case StepState.Ended e -> ended(turn, step, e);
        }
    }

    private void ended(Turn turn, LiveStep step, StepState.Ended state) {
        if (state.status() == StepStatus.SUCCEEDED) {
            for (LiveStep dependent : step.dependents) {
                input(turn, dependent, new StepInput.DependencyMet());
            }
        } else if (state.status() == StepStatus.FAILED) {
            skipDependents(turn, step);
            if (step.run.spec().options().onFailure() == OnFailure.STOP && step.run.haltedBy == null) {
                halt(turn, step.run, step);
            }
        }
        endIfOver(turn, step.run);
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

    private static void addUsage(LiveRun run, StepFact fact) {
        AttemptResult result = switch (fact) {
            case StepSucceeded f -> f.result();
            case StepFailed f -> f.result();
            case StepBackingOff f -> f.result();
            case StepCancelled f -> f.result();
            case StepWaiting _, StepDispatched _, StepStarted _, StepSkipped _, UsageRecorded _, ReportRejected _ ->
                null;
        };
        if (result != null) {
            run.usage = run.usage.plus(result.usage());
        }
    }

    // ---------------------------------------------------------------- reports

    private void report(Turn turn, LiveStep step, Outcome outcome) {
        StepDecision decision = input(turn, step, new StepInput.Reported(outcome));
        if (decision instanceof StepDecision.Rejected) {
            reject(turn, step, outcome);
        } else if (step.state instanceof StepState.Running r && outcome.runner().equals(r.runner())) {
            step.leaseEnds = turn.now.plus(r.lease());
        }
    }

    /** Recorded, not believed; and whoever still works under the old epoch is told to stop. */
    private void reject(Turn turn, LiveStep step, Outcome outcome) {
        if (!(outcome instanceof AttemptHeartbeat)) {
            AttemptRef attempt = outcome.attempt();
            turn.fact(
                    step.run,
                    new ReportRejected(
                            attempt.step(),
                            attempt.attempt(),
                            attempt.epoch(),
                            step.state.epoch(),
                            MessageCatalogue.nameOf(outcome),
                            outcome.runner()));
        }
        supersede(turn, outcome);
    }

    private void reportForNobody(Turn turn, Outcome outcome) {
        if (!(outcome instanceof AttemptHeartbeat)) {
            turn.effect(new Effect.Unplaceable("run " + outcome.attempt().run() + " is not live or has no step "
                    + outcome.attempt().step()));
        }
        supersede(turn, outcome);
    }

    private static void supersede(Turn turn, Outcome outcome) {
        if (outcome instanceof AttemptHeartbeat || outcome instanceof AttemptStarted) {
            turn.effect(new Effect.Stopped(new StopAttempt(outcome.attempt(), StopCause.SUPERSEDED, turn.now)));
        }
    }

    private void checkLease(Turn turn, Timers.Timer.LeaseCheck check, BooleanSupplier caughtUp) {
        LiveRun run = live.get(check.run());
        LiveStep step = run == null ? null : run.step(check.step());
        if (step == null || step.leaseEnds == null || step.state.epoch() != check.epoch()) {
            return;
        }
        if (step.leaseEnds.isAfter(turn.now)) {
            timers.set(step.leaseEnds, workspace, check);
        } else if (caughtUp.getAsBoolean()) {
            input(turn, step, new StepInput.LeaseExpired(check.epoch()));
        } else {
            timers.set(turn.now.plus(LEASE_RECHECK), workspace, check);
        }
    }

    private void setAttemptTimers(LiveStep step, Instant now) {
        if (step.state instanceof StepState.Running r) {
            RunId run = step.run.id();
            Instant leaseEnds = now.plus(r.lease());
            step.leaseEnds = leaseEnds;
            timers.set(leaseEnds, workspace, new Timers.Timer.LeaseCheck(run, step.spec.id(), r.epoch()));
            Instant deadline = r.deadline();
            if (deadline != null) {
                timers.set(deadline, workspace, new Timers.Timer.AttemptDeadline(run, step.spec.id(), r.epoch()));
            }
        }
    }

    private void setRest(LiveStep step, StepState.BackingOff state) {
        timers.set(state.until(), workspace, new Timers.Timer.RestOver(step.run.id(), step.spec.id(), state.epoch()));
    }

    // ---------------------------------------------------------------- who goes next

    private void joinLine(LiveStep step) {
        line.join(step.queue, step.place(), step);
        untold.add(step);
    }

    private Changes finish(Turn turn) {
        serve(turn);
        for (LiveStep step : List.copyOf(untold)) {
            if (step.isReady()) {
                input(turn, step, new StepInput.MustWait(new WaitsFor.Agent(step.spec.agent(), step.spec.track())));
            }
        }
        untold.clear();
        return turn.changes();
    }

    /** Serves the line until nobody in it can go. */
    private void serve(Turn turn) {
        do {
            for (Optional<WaitingLine.Turn<LiveStep>> next = line.next(load);
                    next.isPresent();
                    next = line.next(load)) {
                serve(turn, next.get().step(), next.get().agent());
            }
        } while (unparkOne());
    }

    private void serve(Turn turn, LiveStep step, AgentSpec agent) {
        line.leave(step.queue, step.place());
        untold.remove(step);
        if (!step.run.hasRoom()) {
            step.run.parked.put(step.place(), step);
            input(turn, step, new StepInput.MustWait(new WaitsFor.Parallelism(step.run.inFlight())));
            return;
        }
        Optional<ClaimTable.Blocked<LiveStep>> blocked = claims.blocker(step.place(), step.scope);
        if (blocked.isPresent()) {
            LiveStep by = blocked.get().by();
            claims.await(step, step.place(), step.scope, by);
            input(
                    turn,
                    step,
                    new StepInput.MustWait(new WaitsFor.Claim(
                            by.run.id(), by.spec.id(), blocked.get().path())));
            return;
        }
        grant(turn, step, agent);
    }

    private void grant(Turn turn, LiveStep step, AgentSpec agent) {
        LiveRun run = step.run;
        if (run.status == RunStatus.QUEUED) {
            run.status = RunStatus.RUNNING;
            turn.fact(run, new RunStarted());
            announce(turn, run);
        }
        claims.hold(step, step.place(), step.scope);
        load.take(agent.id());
        run.lastEpoch++;
        input(turn, step, new StepInput.Granted(agent.id(), run.lastEpoch));
        StepSpec spec = step.spec;
        turn.effect(new Effect.Dispatched(
                agent.pool(),
                new StartAttempt(
                        attempt(step, step.state),
                        run.spec().name(),
                        agent.id(),
                        agent.type(),
                        spec.command().isEmpty() ? agent.command() : spec.command(),
                        spec.prompt(),
                        spec.files(),
                        spec.environment(),
                        spec.timeout(),
                        spec.fake(),
                        0,
                        turn.now),
                run.file.traceparent()));
    }

    /** Brings one set-aside step back into the line, of a run that has room for it. */
    private boolean unparkOne() {
        for (LiveRun run : new ArrayList<>(withRoom)) {
            if (run.parked.isEmpty() || !run.hasRoom()) {
                withRoom.remove(run);
            } else {
                joinLine(run.parked.pollFirstEntry().getValue());
                return true;
            }
        }
        return false;
    }

    private AttemptRef attempt(LiveStep step, StepState state) {
        return new AttemptRef(workspace, step.run.id(), step.spec.id(), state.attempt(), state.epoch());
    }
}
