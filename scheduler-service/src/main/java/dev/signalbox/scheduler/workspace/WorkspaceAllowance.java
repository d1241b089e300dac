package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.SpentToday;
import dev.signalbox.contracts.admission.WorkspaceBudget;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.SetWorkspaceBudget;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.DailyBudget;
import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetAccount;
import dev.signalbox.scheduler.budget.DailyMoney;
import dev.signalbox.scheduler.budget.WorkspaceMoney;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of a workspace together may spend, in all and on each day. It counts from the time at which the workspace first has a
 * budget, over all runs, those that have ended included; the day begins anew at each midnight of its time zone.
 */
final class WorkspaceAllowance {
    private static final String BY_THE_CLOCK = "scheduler";

    private record Setting(BudgetRule rule, Instant since, String reason, String setBy, Instant setAt) {}

    /**
     * The budget for each day.
     *
     * @param until when the day is over
     * @param before what the workspace had spent before it
     */
    private record Day(DailyBudget budget, Instant until, Amount before) {}

    private final WorkspaceId workspace;
    private final RunRegister runs;
    private final StepPlaces places;
    private final RunMoves moves;

    private @Nullable Setting setting;
    private @Nullable Day day;
    private @Nullable WorkspaceBudget told;
    private @Nullable WorkspaceMoney kept;

    WorkspaceAllowance(WorkspaceId workspace, RunRegister runs, StepPlaces places, RunMoves moves) {
        this.workspace = workspace;
        this.runs = runs;
        this.places = places;
        this.moves = moves;
    }

    /** Somebody sets the budget, or takes it away. Runs that are paused for nothing but this budget go on when something of it is left. */
    void set(Turn turn, SetWorkspaceBudget set) {
        BudgetRule rule = ruleOf(set);
        if (isSame(rule, set.daily())) {
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
        setDaily(turn, set.daily());
        places.budgetFreed(runs.account());
        letGoOn(turn, set.reason(), set.requestedBy());
    }

    /** A budget for each day alone is beside one that limits nothing. */
    private static @Nullable BudgetRule ruleOf(SetWorkspaceBudget set) {
        return set.budget() == null && set.daily() != null ? BudgetRule.of(Budget.NONE) : set.budget();
    }

    private void setDaily(Turn turn, @Nullable DailyBudget daily) {
        Day before = day;
        if (daily == null) {
            day = null;
            runs.today().limitTo(null);
            return;
        }
        runs.today().limitTo(daily.rule());
        if (before == null) {
            begin(turn, daily);
        } else {
            day = new Day(daily, daily.endOfDay(turn.now), before.before());
            remind(day);
        }
    }

    /** A day begins: nothing of it is spent. */
    private void begin(Turn turn, DailyBudget daily) {
        runs.today().countFromNow();
        runs.today().warnAgain();
        Day begun = new Day(daily, daily.endOfDay(turn.now), runs.account().spent());
        day = begun;
        remind(begun);
    }

    private void remind(Day begun) {
        runs.remind(begun.until(), new Timers.Timer.DayOver());
    }

    /** Begins another day if this one is over. Runs that are paused for nothing but what was spent on it go on. Call it before all else in a turn. */
    void look(Turn turn) {
        Day now = day;
        if (now != null && !turn.now.isBefore(now.until())) {
            begin(turn, now.budget());
            places.budgetFreed(runs.account());
            letGoOn(turn, "a new day has begun, of whose budget nothing is spent", BY_THE_CLOCK);
        }
    }

    private boolean isSame(@Nullable BudgetRule rule, @Nullable DailyBudget daily) {
        return isSameInAll(rule) && isSameOnADay(daily);
    }

    private boolean isSameInAll(@Nullable BudgetRule rule) {
        BudgetRule before = runs.account().rule();
        if (rule == null || before == null) {
            return Objects.equals(rule, before);
        }
        return rule.isSameAs(before);
    }

    private boolean isSameOnADay(@Nullable DailyBudget daily) {
        DailyBudget before = Optional.ofNullable(day).map(Day::budget).orElse(null);
        if (daily == null || before == null) {
            return Objects.equals(daily, before);
        }
        return daily.isSameAs(before);
    }

    private void letGoOn(Turn turn, String reason, String by) {
        if (runs.account().isUsedUp() || runs.today().isUsedUp()) {
            return;
        }
        for (LiveRun run : List.copyOf(runs.live())) {
            if (run.pausedAtLimit
                    && run.atWorkspaceLimit
                    && run.steps.values().stream().noneMatch(LiveStep::isAtCheckpoint)) {
                moves.resume(turn, new ResumeRun(workspace, run.id(), reason, by, turn.now));
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
                        by.setAt(),
                        dailyMoney());
    }

    private @Nullable DailyMoney dailyMoney() {
        Day now = day;
        return now == null
                ? null
                : new DailyMoney(
                        now.budget(), now.until(), now.before(), runs.today().isWarned());
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
                        by.setAt(),
                        today());
    }

    private @Nullable SpentToday today() {
        Day now = day;
        return now == null
                ? null
                : new SpentToday(now.budget(), runs.today().spent().asBudget(), now.until());
    }

    void restore(@Nullable WorkspaceMoney money) {
        if (money != null) {
            setting = new Setting(money.rule(), money.since(), money.reason(), money.setBy(), money.setAt());
            runs.restore(money);
            DailyMoney daily = money.daily();
            if (daily != null) {
                Day taken = new Day(daily.budget(), daily.until(), daily.before());
                day = taken;
                remind(taken);
            }
        }
    }
}
