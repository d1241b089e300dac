package dev.signalbox.scheduler.budget;

import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Budget;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A reservation that does not fit.
 *
 * @param account the first account, from the step outwards, that has no room for it
 * @param missing by how much, never below nothing in either unit
 * @param forGood whether it would not fit either if everybody else who is in flight gave back what is reserved for them
 * @param holder for whom some of the account is reserved; null when nobody is in flight
 */
public record Shortage(
        BudgetAccount account,
        Amount missing,
        boolean forGood,
        @Nullable BudgetOwner holder) {

    public WaitsFor.Budget waitsFor() {
        return new WaitsFor.Budget(
                account.owner().scope(),
                missing.usd().signum() == 0 ? null : missing.usd(),
                missing.tokens() == 0 ? null : missing.tokens(),
                holder == null ? null : holder.run(),
                holder == null ? null : holder.step(),
                account.limit());
    }

    /** The shortage as a sentence: what is spent, what is allowed, and what is missing for whom. */
    public String sentence(BudgetOwner asking) {
        return "the budget of " + account.owner() + " is used up: " + account.spentOfLimit() + ", and " + words(missing)
                + " are missing for the next attempt at " + asking;
    }

    static String words(Amount amount) {
        if (amount.tokens() == 0) {
            return money(amount.usd());
        }
        return amount.usd().signum() == 0
                ? amount.tokens() + " tokens"
                : money(amount.usd()) + " and " + amount.tokens() + " tokens";
    }

    static String share(Amount spent, Budget limit) {
        String dollars = limit.usd() == null ? "" : money(spent.usd()) + " of " + money(limit.usd());
        String tokens = limit.tokens() == null ? "" : spent.tokens() + " of " + limit.tokens() + " tokens";
        return (dollars.isEmpty() || tokens.isEmpty() ? dollars + tokens : dollars + " and " + tokens) + " are spent";
    }

    private static String money(BigDecimal usd) {
        return "$" + (usd.scale() < 2 ? usd.setScale(2) : usd.stripTrailingZeros()).toPlainString();
    }
}
