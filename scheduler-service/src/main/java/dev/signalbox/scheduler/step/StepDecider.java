package dev.signalbox.scheduler.step;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.spec.FailureCause;
import dev.signalbox.scheduler.step.StepDecision.Moved;
import dev.signalbox.scheduler.step.StepDecision.Rejected;
import dev.signalbox.scheduler.step.StepDecision.Unchanged;
import dev.signalbox.scheduler.step.StepInput.BudgetUsedUp;
import dev.signalbox.scheduler.step.StepInput.ClaimRefused;
import dev.signalbox.scheduler.step.StepInput.DeadlinePassed;
import dev.signalbox.scheduler.step.StepInput.DependencyMet;
import dev.signalbox.scheduler.step.StepInput.Granted;
import dev.signalbox.scheduler.step.StepInput.LeaseExpired;
import dev.signalbox.scheduler.step.StepInput.MustWait;
import dev.signalbox.scheduler.step.StepInput.OutputTaken;
import dev.signalbox.scheduler.step.StepInput.Pass;
import dev.signalbox.scheduler.step.StepInput.Reopen;
import dev.signalbox.scheduler.step.StepInput.Reported;
import dev.signalbox.scheduler.step.StepInput.RestOver;
import dev.signalbox.scheduler.step.StepInput.Skip;
import dev.signalbox.scheduler.step.StepInput.Stop;
import dev.signalbox.scheduler.step.StepInput.Waive;
import dev.signalbox.scheduler.step.StepState.BackingOff;
import dev.signalbox.scheduler.step.StepState.Dispatched;
import dev.signalbox.scheduler.step.StepState.Ended;
import dev.signalbox.scheduler.step.StepState.InFlight;
import dev.signalbox.scheduler.step.StepState.Pending;
import dev.signalbox.scheduler.step.StepState.Ready;
import dev.signalbox.scheduler.step.StepState.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of a step. A pure function: the same state, input and time give the same decision. */
public final class StepDecider {
    private static final Unchanged UNCHANGED = new Unchanged();
    private static final Rejected REJECTED = new Rejected();

    private StepDecider() {}

    private record Cell(StepState state, StepInput input) {}

    public static StepDecision decide(StepRules rules, StepState state, StepInput input, Instant now) {
        StepId id = rules.spec().id();
        return switch (new Cell(state, input)) {
            case Cell(Pending p, DependencyMet _)
            when p.unmet() > 1 -> moved(new Pending(p.unmet() - 1, p.attempt(), p.epoch()));
            case Cell(Pending p, DependencyMet _) -> moved(Ready.of(p, now));
            case Cell(StepState _, DependencyMet _) -> UNCHANGED;

            case Cell(Ready r, MustWait w) when w.waitsFor().equals(r.waitsFor()) -> UNCHANGED;
            case Cell(Ready r, MustWait w) -> moved(r.waitingFor(w.waitsFor()), new StepWaiting(id, w.waitsFor()));
            case Cell(StepState _, MustWait _) -> UNCHANGED;

            case Cell(Ready r, Pass _)
            when !r.passed() -> moved(new Ready(r.attempt(), r.epoch(), r.since(), r.previous(), r.waitsFor(), true));
            case Cell(StepState _, Pass _) -> UNCHANGED;

            case Cell(Ready r, Granted g) ->
                moved(
                        new Dispatched(r.attempt() + 1, g.epoch(), g.agent(), false),
                        new StepDispatched(id, r.attempt() + 1, g.epoch(), g.agent(), g.reserved()));
            case Cell(StepState _, Granted _) -> UNCHANGED;

            case Cell(StepState s, Reported r) when r.outcome().attempt().epoch() != s.epoch() -> REJECTED;
            case Cell(InFlight a, Reported r) -> reported(rules, a, r.outcome(), now);
            case Cell(Ready s, Reported(AttemptFinished f))
            when isLateSuccess(s.previous(), f) -> succeeded(id, s, f.result());
            case Cell(BackingOff s, Reported(AttemptFinished f))
            when isLateSuccess(s.previous(), f) -> succeeded(id, s, f.result());
            case Cell(StepState _, Reported _) -> REJECTED;

            case Cell(Running a, LeaseExpired e)
            when a.epoch() == e.epoch() -> stopping(StopCause.SUPERSEDED, ended(rules, a, lost(rules, a), now));
            case Cell(StepState _, LeaseExpired _) -> UNCHANGED;

            case Cell(Running a, DeadlinePassed d)
            when a.epoch() == d.epoch() && !a.stopping() -> stopping(StopCause.TIMED_OUT, moved(stopping(a)));
            case Cell(StepState _, DeadlinePassed _) -> UNCHANGED;

            case Cell(BackingOff b, RestOver r)
            when b.epoch() == r.epoch() -> moved(new Ready(b.attempt(), b.epoch(), now, b.previous(), null, true));
            case Cell(StepState _, RestOver _) -> UNCHANGED;

            case Cell(Ended e, OutputTaken _)
            when e.output() != null -> moved(new Ended(e.attempt(), e.epoch(), e.status(), e.waived(), null));
            case Cell(StepState _, OutputTaken _) -> UNCHANGED;

            case Cell(InFlight a, BudgetUsedUp _) when !a.stopping() -> stopping(StopCause.BUDGET, moved(stopping(a)));
            case Cell(Ready r, BudgetUsedUp b) -> denied(id, r, b.reason());
            case Cell(StepState _, BudgetUsedUp _) -> UNCHANGED;

            case Cell(Ready r, ClaimRefused c) -> denied(id, r, c.reason());
            case Cell(StepState _, ClaimRefused _) -> UNCHANGED;

            case Cell(InFlight a, Stop _) when a.stopping() -> UNCHANGED;
            case Cell(InFlight a, Stop s) -> stopping(s.cause(), moved(stopping(a)));
            case Cell(Ended _, Stop _) -> UNCHANGED;
            case Cell(StepState s, Stop _) ->
                moved(end(s, StepStatus.CANCELLED), new StepCancelled(id, s.attempt(), s.epoch(), null));

            case Cell(Ended e, Reopen r)
            when isInVain(e) ->
                moved(reopened(e, r.unmet(), now), new StepReopened(id, r.because(), r.reason(), r.by()));
            case Cell(StepState _, Reopen _) -> REJECTED;

            case Cell(InFlight _, Waive _) -> REJECTED;
            case Cell(Ended e, Waive _) when e.waived() -> UNCHANGED;
            case Cell(Ended e, Waive _) when !isInVain(e) -> REJECTED;
            case Cell(StepState s, Waive w) ->
                moved(
                        new Ended(s.attempt(), s.epoch(), StepStatus.SKIPPED, true, null),
                        new StepSkipped(id, null, w.reason(), w.by()));

            case Cell(InFlight _, Skip _) -> UNCHANGED;
            case Cell(Ended _, Skip _) -> UNCHANGED;
            case Cell(StepState s, Skip skip) ->
                moved(end(s, StepStatus.SKIPPED), new StepSkipped(id, skip.because(), skip.reason()));
        };
    }

    private static StepDecision reported(StepRules rules, InFlight state, Outcome outcome, Instant now) {
        StepId id = rules.spec().id();
        return switch (outcome) {
            case AttemptStarted s -> started(rules, state, s, now);
            case AttemptHeartbeat _ -> UNCHANGED;
            case UsageReported u -> moved(state, new UsageRecorded(id, state.attempt(), state.epoch(), u.usage()));
            case AttemptFinished f -> ended(rules, state, f.result(), now);
        };
    }

    /** A second start is a dispatch that was delivered again because the first runner died before it began to work. */
    private static StepDecision started(StepRules rules, InFlight state, AttemptStarted report, Instant now) {
        Running running = new Running(
                state.attempt(),
                state.epoch(),
                state.agent(),
                report.runner(),
                report.lease(),
                deadline(rules.spec().timeout(), now),
                state.stopping());
        return switch (state) {
            case Dispatched d ->
                moved(running, new StepStarted(rules.spec().id(), d.attempt(), d.epoch(), report.runner()));
            case Running r when r.runner().equals(report.runner()) -> UNCHANGED;
            case Running r -> moved(running);
        };
    }

    private static Moved ended(StepRules rules, InFlight state, AttemptResult result, Instant now) {
        StepId id = rules.spec().id();
        int attempt = state.attempt();
        long epoch = state.epoch();
        if (result.outcome() == AttemptOutcome.SUCCEEDED) {
            return succeeded(id, state, result);
        }
        if (rules.runStopping()) {
            return moved(end(state, StepStatus.CANCELLED), new StepCancelled(id, attempt, epoch, result));
        }
        if (result.outcome() == AttemptOutcome.HANDED_BACK && rules.mayRetry()) {
            return resting(id, state, result, now);
        }
        FailureCause cause = causeOfRetry(result.outcome());
        if (cause == null || !rules.allowsAnotherAfter(attempt)) {
            return failed(id, state, result, null);
        }
        String givenUp =
                GivingUp.reason(rules.spec(), cause, result, rules.memory().failuresWith(result.signature()));
        if (givenUp != null) {
            return failed(id, state, result, givenUp);
        }
        return resting(id, state, result, now.plus(rules.restAfter(attempt)));
    }

    private static Moved resting(StepId id, InFlight state, AttemptResult result, Instant until) {
        return moved(
                new BackingOff(state.attempt(), state.epoch(), result.outcome(), until),
                new StepBackingOff(id, state.attempt(), state.epoch(), result, until));
    }

    private static Moved denied(StepId id, Ready state, String reason) {
        return moved(
                end(state, StepStatus.FAILED),
                new StepFailed(
                        id,
                        state.attempt(),
                        state.epoch(),
                        AttemptResult.withoutProcess(AttemptOutcome.DENIED, reason)));
    }

    private static Moved failed(StepId id, InFlight state, AttemptResult result, @Nullable String givenUp) {
        return moved(
                end(state, StepStatus.FAILED), new StepFailed(id, state.attempt(), state.epoch(), result, givenUp));
    }

    /** Whether it ended without having been done, and without anybody having said that it need not be. */
    private static boolean isInVain(Ended state) {
        return state.status() == StepStatus.FAILED || (state.status() == StepStatus.SKIPPED && !state.waived());
    }

    private static StepState reopened(Ended state, int unmet, Instant now) {
        Pending pending = new Pending(unmet, state.attempt(), state.epoch());
        return unmet > 0 ? pending : Ready.of(pending, now);
    }

    /** Null when such an end uses up no attempt, or ends the step. */
    private static @Nullable FailureCause causeOfRetry(AttemptOutcome outcome) {
        return switch (outcome) {
            case FAILED -> FailureCause.FAILED;
            case TIMED_OUT -> FailureCause.TIMED_OUT;
            case LOST -> FailureCause.LOST;
            case CANCELLED -> FailureCause.CANCELLED;
            case SUCCEEDED, ABORTED, DENIED, HANDED_BACK -> null;
        };
    }

    /** Until a new attempt is dispatched, a result of an attempt that was called lost still counts. */
    private static boolean isLateSuccess(@Nullable AttemptOutcome previous, AttemptFinished report) {
        return previous == AttemptOutcome.LOST && report.result().outcome() == AttemptOutcome.SUCCEEDED;
    }

    private static Moved succeeded(StepId id, StepState state, AttemptResult result) {
        return moved(
                new Ended(state.attempt(), state.epoch(), StepStatus.SUCCEEDED, false, result.output()),
                new StepSucceeded(id, state.attempt(), state.epoch(), result));
    }

    private static AttemptResult lost(StepRules rules, Running state) {
        return new AttemptResult(
                AttemptOutcome.LOST,
                null,
                null,
                "nothing was heard of runner " + state.runner() + " for longer than the lease of "
                        + state.lease().toSeconds() + " s",
                rules.used(),
                0);
    }

    private static InFlight stopping(InFlight state) {
        return switch (state) {
            case Dispatched d -> new Dispatched(d.attempt(), d.epoch(), d.agent(), true);
            case Running r -> new Running(r.attempt(), r.epoch(), r.agent(), r.runner(), r.lease(), r.deadline(), true);
        };
    }

    private static @Nullable Instant deadline(@Nullable Duration timeout, Instant now) {
        return timeout == null ? null : now.plus(timeout);
    }

    private static Ended end(StepState state, StepStatus status) {
        return new Ended(state.attempt(), state.epoch(), status, false, null);
    }

    private static Moved moved(StepState next, StepFact... facts) {
        return new Moved(next, List.of(facts), null);
    }

    private static Moved stopping(StopCause cause, Moved decision) {
        return new Moved(decision.next(), decision.facts(), cause);
    }
}
