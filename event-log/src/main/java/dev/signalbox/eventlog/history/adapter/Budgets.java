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
            Budget spentByItself,
            Budget spentByChildren) {
        return new BudgetView(
                limitUsd == null && limitTokens == null ? null : new Budget(limitUsd, limitTokens),
                onExceed == null ? null : ContractJson.mapper().convertValue(onExceed, OnExceed.class),
                new Budget(reservedUsd, reservedTokens),
                sum(spentByItself, spentByChildren),
                isNothing(spentByChildren) ? null : spentByChildren);
    }

    private static Budget sum(Budget one, Budget other) {
        return new Budget(usd(one).add(usd(other)), tokens(one) + tokens(other));
    }

    private static BigDecimal usd(Budget amount) {
        return amount.usd() == null ? BigDecimal.ZERO : amount.usd();
    }

    private static long tokens(Budget amount) {
        return amount.tokens() == null ? 0 : amount.tokens();
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
