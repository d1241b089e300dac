package dev.signalbox.scheduler.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.spec.BudgetRule;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a run's money, besides its usage.
 *
 * @param rule the budget, when it was set anew; null for the one of the definition
 * @param warned whether it was said how much is spent
 * @param pausedAtLimit whether the run is paused because a budget is used up, and for no other reason
 * @param atWorkspaceLimit whether that budget is the one of the workspace
 */
public record RunMoney(
        @Nullable BudgetRule rule,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean warned,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean pausedAtLimit,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean atWorkspaceLimit) {
    public static final RunMoney UNTOUCHED = new RunMoney(null, false, false, false);
}
