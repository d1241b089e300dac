package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.BudgetScope;
import dev.signalbox.contracts.event.BudgetWarned;
import dev.signalbox.contracts.event.ClaimOverridden;
import dev.signalbox.contracts.event.GovernorNoted;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepConflictForeseen;
import dev.signalbox.contracts.event.StepConflicted;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.event.UsageRejected;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.scheduler.budget.Amount;
import dev.signalbox.scheduler.budget.BudgetAccount;
import org.jspecify.annotations.Nullable;

/**
 * Books what attempts reserve, use and give back. A report says what its attempt has used since it began, and so does its result: of
 * each number only what goes beyond the last report is spent, so nothing is counted twice. What was used stays used, however the
 * attempt ends.
 */
final class Accounts {
    private final RunRegister runs;
    private final StepPlaces places;

    Accounts(RunRegister runs, StepPlaces places) {
        this.runs = runs;
        this.places = places;
    }

    /** An attempt begins, with so much reserved for it. */
    static void begin(LiveStep step, Amount reserved) {
        step.money = step.money.nextAttempt();
        step.work = step.work.nextAttempt();
        step.account.reserve(reserved);
    }

    /** The attempt in flight has ended: what it did not use is free again. */
    void settle(LiveStep step) {
        step.account.settle();
        places.budgetFreed(step.account);
    }

    /** Spends what a fact says was used beyond what is known, and says so where a warning is due. */
    void book(Turn turn, LiveStep step, StepFact fact) {
        Usage said = usageIn(fact);
        if (said == null) {
            return;
        }
        Usage total = step.money.last().orMore(said);
        Usage more = total.since(step.money.last());
        step.money = step.money.used(total);
        step.run.usage = step.run.usage.plus(more);
        step.account.spend(Amount.of(more));
        turn.changed(step);
        for (BudgetAccount account = step.account; account != null; account = account.around()) {
            if (account.warnsNow()) {
                warn(turn, step, account);
            }
        }
    }

    private void warn(Turn turn, LiveStep step, BudgetAccount account) {
        BudgetRule rule = account.rule();
        LiveRun owner = account.owner().run() == null
                ? step.run
                : runs.find(account.owner().run());
        if (rule == null || owner == null) {
            return;
        }
        turn.fact(
                owner,
                new BudgetWarned(
                        account.owner().scope(),
                        account.owner().step(),
                        rule.limit(),
                        account.spent().usd(),
                        account.spent().tokens(),
                        rule.warnAt()));
        if (account.owner().scope() == BudgetScope.STEP && account.owner().step() != null) {
            turn.changed(owner.step(account.owner().step()));
        }
    }

    private static @Nullable Usage usageIn(StepFact fact) {
        return switch (fact) {
            case UsageRecorded f -> f.usage();
            case StepSucceeded f -> f.result().usage();
            case StepFailed f -> f.result().usage();
            case StepBackingOff f -> f.result().usage();
            case StepConflicted f -> f.result().usage();
            case StepCancelled f -> usageOf(f.result());
            case StepWaiting _,
                    StepConflictForeseen _,
                    ClaimOverridden _,
                    StepDispatched _,
                    StepStarted _,
                    StepSkipped _,
                    StepReopened _,
                    ReportRejected _,
                    UsageRejected _,
                    GovernorNoted _,
                    TripwireTripped _ -> null;
        };
    }

    private static @Nullable Usage usageOf(@Nullable AttemptResult result) {
        return result == null ? null : result.usage();
    }
}
