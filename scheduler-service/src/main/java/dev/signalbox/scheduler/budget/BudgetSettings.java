package dev.signalbox.scheduler.budget;

import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What an operator has said about money.
 *
 * @param prices what models cost
 * @param unknownModel what happens to a model that has no price
 * @param defaultReservation what is reserved for an attempt of which nothing is declared, if there is room for it
 * @param mostBelievable what one attempt can have used at most: a report of more is refused
 */
public record BudgetSettings(
        PriceBook prices, UnknownModel unknownModel, Amount defaultReservation, Amount mostBelievable) {
    public static final BudgetSettings DEFAULT = new BudgetSettings(
            PriceBook.EMPTY,
            UnknownModel.TOKENS_ONLY,
            new Amount(BigDecimal.ONE, 200_000),
            new Amount(new BigDecimal(10_000), 10_000_000_000L));

    private static final int MOST_DECIMALS = 30;

    /** Why a report cannot be true; empty when it can. */
    public Optional<String> disbelief(Usage usage) {
        if (usage.goesBelowZero()) {
            return Optional.of("usage is never negative");
        }
        if (usage.costUsd().scale() > MOST_DECIMALS) {
            return Optional.of("no cost has more than " + MOST_DECIMALS + " decimals");
        }
        if (usage.costUsd().compareTo(mostBelievable.usd()) > 0) {
            return Optional.of(
                    "no attempt costs more than $" + mostBelievable.usd().toPlainString());
        }
        if (usage.inputTokens() > mostBelievable.tokens() || usage.outputTokens() > mostBelievable.tokens()) {
            return Optional.of("no attempt uses more than " + mostBelievable.tokens() + " tokens");
        }
        if (usage.inputTokens() - usage.cacheReadTokens() < usage.cacheWriteTokens()) {
            return Optional.of("cached tokens are among the input tokens and cannot be more");
        }
        return Optional.empty();
    }

    /** Whether a report has tokens and a model but no cost, so that the price book has to say it. */
    public static boolean wantsPrice(Usage usage) {
        return usage.model() != null && usage.costUsd().signum() == 0 && usage.tokens() > 0;
    }
}
