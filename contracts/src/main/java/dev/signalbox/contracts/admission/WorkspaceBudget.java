package dev.signalbox.contracts.admission;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What all runs of a workspace together may spend, have reserved and have spent.
 *
 * @param rule what may be spent, and what happens when it is used up; it limits nothing when there is a budget for each day only
 * @param reserved what is set aside for attempts in flight, without what they have spent of it already
 * @param spent what is spent since the workspace first had a budget
 * @param since when it first had one
 * @param reason why it was set as it is, in the words of whoever asked
 * @param setBy who asked
 * @param setAt when it was set as it is
 * @param today the budget for each day and what is spent of it; null when there is none
 */
public record WorkspaceBudget(
        BudgetRule rule,
        Budget reserved,
        Budget spent,
        Instant since,
        String reason,
        String setBy,
        Instant setAt,
        @Nullable SpentToday today) {
    /** Without a budget for each day. */
    public WorkspaceBudget(
            BudgetRule rule, Budget reserved, Budget spent, Instant since, String reason, String setBy, Instant setAt) {
        this(rule, reserved, spent, since, reason, setBy, setAt, null);
    }
}
