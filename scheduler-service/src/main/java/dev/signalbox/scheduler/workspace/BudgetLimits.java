package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.event.BudgetEscalated;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetAccount;
import dev.signalbox.scheduler.budget.Estimate;
import dev.signalbox.scheduler.budget.Shortage;
import dev.signalbox.scheduler.step.StepInput;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds budgets: nothing is dispatched that does not fit, and when nothing more can fit, the budget's own rule says what becomes of its
 * run; of the budget of a workspace, what becomes of the run that wants more.
 */
final class BudgetLimits {
    private static final String BY_DEFINITION = "scheduler";

    private final RunRegister runs;
    private final StepPlaces places;
    private final StepMoves steps;
    private final RunMoves moves;
    private final Pauses pauses;
    private final Estimate estimate;

    BudgetLimits(
            RunRegister runs, StepPlaces places, StepMoves steps, RunMoves moves, Pauses pauses, Estimate estimate) {
        this.runs = runs;
        this.places = places;
        this.steps = steps;
        this.moves = moves;
        this.pauses = pauses;
        this.estimate = estimate;
    }

    /** What to reserve for the next attempt at a step; empty when it does not fit, and the step has to wait for it. */
    Optional<Amount> reservation(Turn turn, LiveStep step) {
        Amount asked = estimate.of(step.spec, step.account);
        Optional<Shortage> shortage = step.account.shortage(asked);
        if (shortage.isPresent()) {
            await(turn, step, shortage.get());
            return Optional.empty();
        }
        Optional<LiveStep> ahead = ahead(step, asked);
        if (ahead.isPresent()) {
            awaitBehind(turn, step, ahead.get());
            return Optional.empty();
        }
        return Optional.of(asked);
    }

    private void await(Turn turn, LiveStep step, Shortage shortage) {
        places.awaitBudget(step, shortage.account());
        steps.input(turn, step, new StepInput.MustWait(shortage.waitsFor()));
        if (shortage.forGood()) {
            usedUp(turn, step.run, shortage.account(), shortage.sentence(step.account.owner()));
        }
    }

    private void awaitBehind(Turn turn, LiveStep step, LiveStep ahead) {
        BudgetAccount account = ahead.waitsAt;
        if (account != null) {
            places.standBehind(step, account);
            steps.input(
                    turn,
                    step,
                    new StepInput.MustWait(new WaitsFor.Budget(
                            account.owner().scope(), null, null, ahead.run.id(), ahead.spec.id(), account.limit())));
        }
    }

    /**
     * Who has waited longer for room in an account that this step spends from too. A child run never waits behind a step of its parent
     * or of another run: that one might wait for the very attempt that asked for the child.
     */
    private Optional<LiveStep> ahead(LiveStep step, Amount asked) {
        if (asked.isNothing()) {
            return Optional.empty();
        }
        for (BudgetAccount account = step.account; account != null; account = account.around()) {
            Optional<LiveStep> first = places.firstAt(account)
                    .filter(other -> other != step && other.place().compareTo(step.place()) < 0);
            if (first.isPresent()) {
                return first;
            }
            if (account == step.run.account && step.run.isChild()) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /** After a report: no budget may be left overspent without a consequence. */
    void check(Turn turn, LiveStep step) {
        for (BudgetAccount account = step.account; account != null; account = account.around()) {
            if (account.isOverLimit()) {
                usedUp(
                        turn,
                        step.run,
                        account,
                        "the budget of " + account.owner() + " is used up: " + account.spentOfLimit());
            }
        }
    }

    /** What was used cannot be turned into money: where money is limited, nothing more is dispatched. */
    void unpriced(Turn turn, LiveStep step, String model) {
        for (BudgetAccount account = step.account; account != null; account = account.around()) {
            if (account.limit().usd() != null) {
                usedUp(
                        turn,
                        step.run,
                        account,
                        "the price book has no price for the model " + model + ", so nobody can tell what step "
                                + step.spec.id() + " costs");
                return;
            }
        }
    }

    private void usedUp(Turn turn, LiveRun spender, BudgetAccount account, String reason) {
        RunId id = account.owner().run();
        LiveRun run = id == null ? spender : runs.find(id);
        BudgetRule rule = account.rule();
        if (run == null || rule == null || run.stopping != null) {
            return;
        }
        switch (rule.onExceed()) {
            case PAUSE -> pause(turn, run, account, reason);
            case ESCALATE -> escalate(turn, run, account, rule, reason);
            case FAIL -> fail(turn, run, account, reason);
        }
    }

    private void pause(Turn turn, LiveRun run, BudgetAccount account, String reason) {
        if (pauses.pause(turn, run, new RunPaused(reason, BY_DEFINITION, null))) {
            run.pausedAtLimit = true;
            run.atWorkspaceLimit = isOfTheWorkspace(account);
        }
    }

    private static boolean isOfTheWorkspace(BudgetAccount account) {
        return switch (account.owner().scope()) {
            case WORKSPACE, WORKSPACE_DAY -> true;
            case RUN, STEP -> false;
        };
    }

    private void escalate(Turn turn, LiveRun run, BudgetAccount account, BudgetRule rule, String reason) {
        if (run.isPaused() || run.isOver()) {
            return;
        }
        turn.fact(
                run,
                new BudgetEscalated(
                        account.owner().scope(),
                        account.owner().step(),
                        rule.limit(),
                        account.spent().usd(),
                        account.spent().tokens(),
                        reason));
        pause(turn, run, account, reason);
    }

    private void fail(Turn turn, LiveRun run, BudgetAccount account, String reason) {
        StepId step = account.owner().step();
        if (step == null) {
            moves.stop(turn, run, StopCause.BUDGET, reason, BY_DEFINITION);
        } else {
            steps.input(turn, run.step(step), new StepInput.BudgetUsedUp(reason));
        }
    }

    /** Somebody sets a budget anew. A run that is paused for nothing but this budget goes on when something of it is left. */
    void raise(Turn turn, RaiseBudget raise) {
        LiveRun run = runs.find(raise.run());
        LiveStep step = run == null || raise.step() == null ? null : run.steps.get(raise.step());
        if (run == null || (raise.step() != null && step == null)) {
            return;
        }
        BudgetAccount account = step == null ? run.account : step.account;
        BudgetRule rule = account.rule();
        Budget limit = account.limit().replacedBy(raise.limit());
        if (limit.isSameAs(account.limit())) {
            return;
        }
        limitTo(turn, run, step, rule == null ? BudgetRule.of(limit) : rule.withLimit(limit));
        turn.fact(run, new BudgetRaised(raise.step(), limit, raise.reason(), raise.requestedBy()));
        places.budgetFreed(account);
        if (run.pausedAtLimit
                && !run.atWorkspaceLimit
                && !account.isUsedUp()
                && run.steps.values().stream().noneMatch(LiveStep::isAtCheckpoint)) {
            moves.resume(
                    turn,
                    new ResumeRun(
                            raise.workspace(), raise.run(), raise.reason(), raise.requestedBy(), raise.requestedAt()));
        }
    }

    private static void limitTo(Turn turn, LiveRun run, @Nullable LiveStep step, BudgetRule rule) {
        if (step == null) {
            run.limitTo(rule);
        } else {
            step.limitTo(rule);
            turn.changed(step);
        }
    }
}
