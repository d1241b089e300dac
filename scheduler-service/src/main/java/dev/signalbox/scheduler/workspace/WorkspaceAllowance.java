package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.admission.WorkspaceBudget;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.SetWorkspaceBudget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.scheduler.budget.BudgetAccount;
import dev.signalbox.scheduler.budget.WorkspaceMoney;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of a workspace together may spend. It counts from the time at which the workspace first has a budget, over all runs,
 * those that have ended included.
 */
final class WorkspaceAllowance {
    private record Setting(BudgetRule rule, Instant since, String reason, String setBy, Instant setAt) {}

    private final RunRegister runs;
    private final StepPlaces places;
    private final RunMoves moves;

    private @Nullable Setting setting;
    private @Nullable WorkspaceBudget told;
    private @Nullable WorkspaceMoney kept;

    WorkspaceAllowance(RunRegister runs, StepPlaces places, RunMoves moves) {
        this.runs = runs;
        this.places = places;
        this.moves = moves;
    }

    /** Somebody sets the budget, or takes it away. Runs that are paused for nothing but this budget go on when something of it is left. */
    void set(Turn turn, SetWorkspaceBudget set) {
        BudgetRule rule = set.budget();
        if (isSame(rule)) {
            return;
        }
        if (setting == null) {
            runs.countFromNow();
        }
        setting = rule == null
                ? null
                : new Setting(
                        rule, setting == null ? turn.now : setting.since(), set.reason(), set.requestedBy(), turn.now);
        runs.account().limitTo(rule);
        places.budgetFreed(runs.account());
        if (!runs.account().isUsedUp()) {
            letGoOn(turn, set);
        }
    }

    private boolean isSame(@Nullable BudgetRule rule) {
        BudgetRule before = runs.account().rule();
        if (rule == null || before == null) {
            return Objects.equals(rule, before);
        }
        return rule.limit().isSameAs(before.limit())
                && rule.onExceed() == before.onExceed()
                && rule.warnAt() == before.warnAt();
    }

    private void letGoOn(Turn turn, SetWorkspaceBudget set) {
        for (LiveRun run : List.copyOf(runs.live())) {
            if (run.pausedAtLimit
                    && run.atWorkspaceLimit
                    && run.steps.values().stream().noneMatch(LiveStep::isAtCheckpoint)) {
                moves.resume(
                        turn,
                        new ResumeRun(set.workspace(), run.id(), set.reason(), set.requestedBy(), set.requestedAt()));
            }
        }
    }

    /** Whether something is different from what was last told and kept; asking makes it the last. */
    boolean hasMoved() {
        WorkspaceBudget now = view();
        WorkspaceMoney money = money();
        boolean moved = !Objects.equals(now, told) || !Objects.equals(money, kept);
        told = now;
        kept = money;
        return moved;
    }

    /** What is to be kept; null without a budget. */
    @Nullable
    WorkspaceMoney money() {
        Setting by = setting;
        return by == null
                ? null
                : new WorkspaceMoney(
                        by.rule(),
                        runs.spentByEnded(),
                        runs.account().isWarned(),
                        by.since(),
                        by.reason(),
                        by.setBy(),
                        by.setAt());
    }

    /** What is to be told; null without a budget. */
    @Nullable
    WorkspaceBudget view() {
        Setting by = setting;
        BudgetAccount account = runs.account();
        return by == null
                ? null
                : new WorkspaceBudget(
                        by.rule(),
                        account.reserved().asBudget(),
                        account.spent().asBudget(),
                        by.since(),
                        by.reason(),
                        by.setBy(),
                        by.setAt());
    }

    void restore(@Nullable WorkspaceMoney money) {
        if (money != null) {
            setting = new Setting(money.rule(), money.since(), money.reason(), money.setBy(), money.setAt());
            runs.restore(money);
        }
    }
}
