package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.OnExceed;
import org.jspecify.annotations.Nullable;

/**
 * What a run or a step may spend by its own budget.
 *
 * @param limit at most so much in all; {@link Budget#NONE} without a budget
 * @param onExceed what happens when it is used up; null without a budget
 */
public record Allowance(Budget limit, @Nullable OnExceed onExceed) {
    public static final Allowance UNLIMITED = new Allowance(Budget.NONE, null);

    static Allowance of(@Nullable BudgetRule rule) {
        return rule == null ? UNLIMITED : new Allowance(rule.limit(), rule.onExceed());
    }

    /** The same rule with another limit; the rule of a budget that nobody has had before is to pause. */
    Allowance raisedTo(Budget other) {
        return new Allowance(other, onExceed == null ? BudgetRule.of(other).onExceed() : onExceed);
    }
}
