package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetAccount;
import dev.signalbox.scheduler.budget.BudgetOwner;
import dev.signalbox.scheduler.budget.DailyMoney;
import dev.signalbox.scheduler.budget.WorkspaceMoney;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs of a workspace: the live ones, and those that ended and are not forgotten yet. */
final class RunRegister {
    private final WorkspaceId workspace;
    private final Retention retention;
    private final Timers timers;
    private final BudgetAccount today = new BudgetAccount(BudgetOwner.WORKSPACE_DAY, null, null);
    private final BudgetAccount account = new BudgetAccount(BudgetOwner.WORKSPACE, today, null);
    private Amount ended = Amount.NOTHING;
    private final Map<RunId, LiveRun> live = new LinkedHashMap<>();
    private final Map<RunId, RunProgress> over = new HashMap<>();

    RunRegister(WorkspaceId workspace, Retention retention, Timers timers) {
        this.workspace = workspace;
        this.retention = retention;
        this.timers = timers;
    }

    boolean isEmpty() {
        return live.isEmpty() && over.isEmpty();
    }

    boolean knows(RunId run) {
        return live.containsKey(run) || over.containsKey(run);
    }

    Collection<LiveRun> live() {
        return live.values();
    }

    /** The account of the workspace, in which all others stand. */
    BudgetAccount account() {
        return account;
    }

    /** The account of the workspace for the day, around that. */
    BudgetAccount today() {
        return today;
    }

    /** Sets a timer of the workspace as a whole. */
    void remind(Instant due, Timers.Timer timer) {
        timers.set(due, workspace, timer);
    }

    /** What runs that have ended spent, and is not among the money of a live one. */
    Amount spentByEnded() {
        return ended;
    }

    /** Takes up what was kept of the workspace's money. */
    void restore(WorkspaceMoney money) {
        ended = money.ended();
        account.limitTo(money.rule());
        account.restore(ended, Amount.NOTHING, Amount.NOTHING, money.warned());
        DailyMoney daily = money.daily();
        if (daily != null) {
            today.limitTo(daily.budget().rule());
            today.restore(Amount.NOTHING.minus(daily.before()), Amount.NOTHING, Amount.NOTHING, daily.warned());
        }
    }

    /** What was spent in the workspace so far does not count any more. */
    void countFromNow() {
        ended = ended.minus(account.spent());
        account.countFromNow();
        today.countFromNow();
    }

    @Nullable
    LiveRun find(RunId run) {
        return live.get(run);
    }

    void open(Turn turn, LiveRun run) {
        turn.opened(run.file);
        turn.fact(
                run,
                new RunAccepted(
                        run.spec(),
                        run.file.submit().idempotency(),
                        run.file.submit().submittedAt(),
                        run.file.submit().parent()));
        announce(turn, run);
        takeUp(run);
    }

    void takeUp(LiveRun run) {
        live.put(run.id(), run);
        Duration timeout = run.spec().options().timeout();
        if (timeout != null) {
            timers.set(run.file.acceptedAt().plus(timeout), workspace, new Timers.Timer.RunDeadline(run.id()));
        }
        Duration queueTimeout = run.spec().options().queueTimeout();
        if (queueTimeout != null && !run.hasBegun()) {
            timers.set(run.file.acceptedAt().plus(queueTimeout), workspace, new Timers.Timer.QueueDeadline(run.id()));
        }
    }

    void announce(Turn turn, LiveRun run) {
        turn.effect(new Effect.StatusChanged(new RunStatusChanged(
                run.id(),
                workspace,
                run.status,
                run.file.submit().idempotency(),
                turn.now,
                run.held,
                run.spec().options().priority())));
        turn.changed(run);
    }

    void end(Turn turn, LiveRun run) {
        run.becomes(turn, finalStatus(run));
        run.held = false;
        turn.fact(run, new RunEnded(run.status, reason(run), run.usage, run.counts()));
        LiveStep parent = run.parent;
        if (parent != null && live.containsKey(parent.run.id())) {
            parent.money = parent.money.withChild(run.usageWithChildren());
            turn.changed(parent);
        } else {
            ended = ended.plus(Amount.of(run.usageWithChildren()));
        }
        announce(turn, run);
        RunProgress progress = run.progress(retention.forgetAt(run.file.submit(), turn.now));
        live.remove(run.id());
        turn.closed(run, progress);
        remember(progress);
    }

    private static RunStatus finalStatus(LiveRun run) {
        if (run.count(StepStatus.CANCELLED) > 0) {
            return switch (run.stopping) {
                case TIMED_OUT -> RunStatus.TIMED_OUT;
                case BUDGET -> RunStatus.FAILED;
                case CANCELLED, SUPERSEDED -> RunStatus.CANCELLED;
                case null -> RunStatus.CANCELLED;
            };
        }
        return run.count(StepStatus.FAILED) + run.count(StepStatus.SKIPPED) > run.waived
                ? RunStatus.FAILED
                : RunStatus.SUCCEEDED;
    }

    private static String reason(LiveRun run) {
        String stopReason = run.stopReason;
        return switch (run.status) {
            case SUCCEEDED ->
                run.waived == 0
                        ? "every step succeeded"
                        : "every step succeeded but " + run.waived + " that were skipped on request";
            case FAILED ->
                stopReason != null && (run.stopping == StopCause.BUDGET || run.refused)
                        ? stopReason
                        : run.count(StepStatus.FAILED) + " failed, " + run.count(StepStatus.SKIPPED) + " skipped";
            case CANCELLED, TIMED_OUT -> stopReason == null ? "stopped" : stopReason;
            case QUEUED, RUNNING, PAUSED, CANCELLING -> throw new IllegalStateException("the run has not ended");
        };
    }

    void remember(RunProgress progress) {
        Instant forgetAt = progress.forgetAt();
        if (forgetAt == null) {
            throw new IllegalStateException("run " + progress.run() + " has not ended");
        }
        over.put(progress.run(), progress);
        timers.set(forgetAt, workspace, new Timers.Timer.ForgetRun(progress.run()));
    }

    void forget(Turn turn, RunId run) {
        if (over.remove(run) != null) {
            turn.forgotten(run);
        }
    }
}
