package dev.signalbox.eventlog.history.adapter;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.BudgetView;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.OnExceed;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Puts budgets together out of the columns that runs and steps have for them. */
final class Budgets {
    private Budgets() {}

    static BudgetView view(
            @Nullable BigDecimal limitUsd,
            @Nullable Long limitTokens,
            @Nullable String onExceed,
            BigDecimal reservedUsd,
            long reservedTokens,
            BigDecimal spentUsd,
            long spentTokens) {
        return new BudgetView(
                limitUsd == null && limitTokens == null ? null : new Budget(limitUsd, limitTokens),
                onExceed == null ? null : ContractJson.mapper().convertValue(onExceed, OnExceed.class),
                new Budget(reservedUsd, reservedTokens),
                new Budget(spentUsd, spentTokens));
    }

    /** Whether there is neither a limit nor anything that is reserved or spent. */
    static boolean saysNothing(BudgetView budget) {
        return budget.limit() == null && isNothing(budget.reserved()) && isNothing(budget.spent());
    }

    private static boolean isNothing(Budget amount) {
        return (amount.usd() == null || amount.usd().signum() == 0)
                && (amount.tokens() == null || amount.tokens() == 0);
    }
}
