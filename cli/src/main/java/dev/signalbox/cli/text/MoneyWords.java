package dev.signalbox.cli.text;

import dev.signalbox.contracts.api.BudgetView;
import dev.signalbox.contracts.spec.Budget;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Budgets in the words of people. */
public final class MoneyWords {
    private MoneyWords() {}

    /** What is spent of what may be, and what is reserved; empty when there is nothing of all that. */
    public static Optional<String> of(@Nullable BudgetView budget) {
        return budget == null ? Optional.empty() : of(budget.limit(), budget.spent(), budget.reserved());
    }

    /** What is spent of what may be, and what is reserved; empty when there is nothing of all that. */
    public static Optional<String> of(@Nullable Budget limit, Budget spent, Budget reserved) {
        List<String> units = new ArrayList<>();
        BigDecimal mostUsd = limit == null ? null : limit.usd();
        Long mostTokens = limit == null ? null : limit.tokens();
        if (mostUsd != null || isThere(spent.usd()) || isThere(reserved.usd())) {
            units.add(share(usd(spent.usd()), mostUsd == null ? null : usd(mostUsd), "")
                    + (isThere(reserved.usd()) ? " (" + usd(reserved.usd()) + " reserved)" : ""));
        }
        if (mostTokens != null || isThere(spent.tokens()) || isThere(reserved.tokens())) {
            units.add(share(count(spent.tokens()), mostTokens == null ? null : count(mostTokens), " tokens")
                    + (isThere(reserved.tokens()) ? " (" + count(reserved.tokens()) + " reserved)" : ""));
        }
        return units.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", units) + " spent");
    }

    private static String share(String part, @Nullable String whole, String unit) {
        return part + (whole == null ? "" : " of " + whole) + unit;
    }

    private static boolean isThere(@Nullable BigDecimal usd) {
        return usd != null && usd.signum() != 0;
    }

    private static boolean isThere(@Nullable Long tokens) {
        return tokens != null && tokens != 0;
    }

    /** Cents, or more places where there is less than a cent. */
    public static String usd(@Nullable BigDecimal amount) {
        BigDecimal plain = amount == null ? BigDecimal.ZERO : amount.stripTrailingZeros();
        return "$" + (plain.scale() < 2 ? plain.setScale(2) : plain).toPlainString();
    }

    private static String count(@Nullable Long tokens) {
        return Long.toString(tokens == null ? 0 : tokens);
    }
}
