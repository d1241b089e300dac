package dev.signalbox.scheduler.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.spec.BudgetRule;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run's money, besides its usage.
 *
 * @param rule the budget, when it was set anew; null for the one of the definition
 * @param warned whether it was said how much is spent
 * @param pausedAtLimit whether the run is paused because a budget of it is used up, and for no other reason
 */
public record RunMoney(
        @Nullable BudgetRule rule,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean warned,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean pausedAtLimit) {
    public static final RunMoney UNTOUCHED = new RunMoney(null, false, false);
}
