package dev.signalbox.scheduler.budget;

import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What a model costs, in US dollars for a million tokens.
 *
 * @param model its name, as reports name it
 * @param from the first day on which the price holds, in UTC
 * @param input tokens that it reads afresh
 * @param output tokens that it writes
 * @param cacheWrite tokens that it reads and keeps in a cache
 * @param cacheRead tokens that it reads from a cache
 */
public record ModelPrice(
        String model,
        LocalDate from,
        BigDecimal input,
        BigDecimal output,
        BigDecimal cacheWrite,
        BigDecimal cacheRead) {
    private static final int MILLION = 6;

    public ModelPrice {
        if (input.signum() < 0 || output.signum() < 0 || cacheWrite.signum() < 0 || cacheRead.signum() < 0) {
            throw new IllegalArgumentException("the price of " + model + " is below zero");
        }
    }

    /** What these tokens cost. Cached tokens are among the input tokens and have their own price. */
    public BigDecimal of(Usage usage) {
        long fresh = Math.max(0, usage.inputTokens() - usage.cacheReadTokens() - usage.cacheWriteTokens());
        return cost(fresh, input)
                .add(cost(usage.outputTokens(), output))
                .add(cost(usage.cacheWriteTokens(), cacheWrite))
                .add(cost(usage.cacheReadTokens(), cacheRead));
    }

    private static BigDecimal cost(long tokens, BigDecimal price) {
        return price.multiply(BigDecimal.valueOf(tokens)).movePointLeft(MILLION);
    }
}
