package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.scheduler.step.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** The leases, deadlines and rests of the steps of a workspace. */
final class AttemptTimers {
    private static final Duration LEASE_RECHECK = Duration.ofMillis(100);

    private final WorkspaceId workspace;
    private final Timers timers;

    AttemptTimers(WorkspaceId workspace, Timers timers) {
        this.workspace = workspace;
        this.timers = timers;
    }

    /** A runner has taken the step, or is given a whole lease again after a restart. */
    void watch(LiveStep step, Instant now) {
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

    void rest(LiveStep step, StepState.BackingOff state) {
        timers.set(state.until(), workspace, new Timers.Timer.RestOver(step.run.id(), step.spec.id(), state.epoch()));
    }

    /**
     * Whether the lease of the attempt is over for good. While it is not, or there may be reports that were not seen yet, it is
     * looked at again later.
     */
    boolean hasExpired(LiveStep step, Timers.Timer.LeaseCheck check, BooleanSupplier caughtUp, Instant now) {
        Instant leaseEnds = step.leaseEnds;
        if (leaseEnds == null || step.state.epoch() != check.epoch()) {
            return false;
        }
        if (leaseEnds.isAfter(now)) {
            timers.set(leaseEnds, workspace, check);
            return false;
        }
        if (!caughtUp.getAsBoolean()) {
            timers.set(now.plus(LEASE_RECHECK), workspace, check);
            return false;
        }
        return true;
    }
}
