package dev.signalbox.scheduler.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a step's money.
 *
 * @param earlier what the attempts before the last one used
 * @param last what the last attempt has used, by the highest of its reports
 * @param children what child runs that have ended used
 * @param slice what was reserved for the attempt in flight
 * @param spentBeforeSlice what had been spent when it was reserved
 * @param rule the budget, when it was set anew; null for the one of the definition
 * @param warned whether it was said how much is spent
 */
public record StepMoney(
        Usage earlier,
        Usage last,
        Usage children,
        Amount slice,
        Amount spentBeforeSlice,
        @Nullable BudgetRule rule,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean warned) {
    public static final StepMoney UNTOUCHED =
            new StepMoney(Usage.NONE, Usage.NONE, Usage.NONE, Amount.NOTHING, Amount.NOTHING, null, false);

    /** What all attempts and ended child runs used. */
    public Usage used() {
        return earlier.plus(last).plus(children);
    }

    /** Another attempt begins. */
    public StepMoney nextAttempt() {
        return new StepMoney(earlier.plus(last), Usage.NONE, children, slice, spentBeforeSlice, rule, warned);
    }

    /** The last attempt has used so much, all in all. */
    public StepMoney used(Usage total) {
        return new StepMoney(earlier, total, children, slice, spentBeforeSlice, rule, warned);
    }

    /** A child run has ended. */
    public StepMoney withChild(Usage child) {
        return new StepMoney(earlier, last, children.plus(child), slice, spentBeforeSlice, rule, warned);
    }

    public StepMoney withRule(BudgetRule other) {
        return new StepMoney(earlier, last, children, slice, spentBeforeSlice, other, warned);
    }

    /** The same with what the account knows. */
    public StepMoney with(BudgetAccount account) {
        return new StepMoney(
                earlier, last, children, account.slice(), account.spentBeforeSlice(), rule, account.isWarned());
    }
}
