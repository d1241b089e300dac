package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt has used. What a runner reports may be anything; what is recorded in events is never negative.
 *
 * @param inputTokens tokens read by the model, cached ones included
 * @param outputTokens tokens written by the model
 * @param costUsd money in US dollars; zero also when nobody said
 * @param cacheReadTokens those of the input tokens that were read from a cache
 * @param cacheWriteTokens those of the input tokens that were written to a cache
 * @param model the model that was used, by its name in the price book; null when it is not known or was more than one
 */
public record Usage(
        long inputTokens,
        long outputTokens,
        BigDecimal costUsd,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long cacheReadTokens,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) long cacheWriteTokens,
        @Nullable String model) {
    public static final Usage NONE = new Usage(0, 0, BigDecimal.ZERO);

    /** Usage without a cache, of a model that is not known. */
    public Usage(long inputTokens, long outputTokens, BigDecimal costUsd) {
        this(inputTokens, outputTokens, costUsd, 0, 0, null);
    }

    /** Tokens read and written together. */
    public long tokens() {
        return sum(inputTokens, outputTokens);
    }

    /** Whether one of the numbers is below zero: such a report is refused. */
    public boolean goesBelowZero() {
        return inputTokens < 0
                || outputTokens < 0
                || cacheReadTokens < 0
                || cacheWriteTokens < 0
                || costUsd.signum() < 0;
    }

    public Usage plus(Usage other) {
        return new Usage(
                sum(inputTokens, other.inputTokens),
                sum(outputTokens, other.outputTokens),
                costUsd.add(other.costUsd),
                sum(cacheReadTokens, other.cacheReadTokens),
                sum(cacheWriteTokens, other.cacheWriteTokens),
                modelWith(other));
    }

    /** What was used since {@code earlier}, which is not more than this in any number. */
    public Usage since(Usage earlier) {
        return new Usage(
                Math.subtractExact(inputTokens, earlier.inputTokens),
                Math.subtractExact(outputTokens, earlier.outputTokens),
                costUsd.subtract(earlier.costUsd),
                Math.subtractExact(cacheReadTokens, earlier.cacheReadTokens),
                Math.subtractExact(cacheWriteTokens, earlier.cacheWriteTokens),
                model);
    }

    /** Of each number the larger one: what an attempt has used is never less than it said before. */
    public Usage orMore(Usage other) {
        return new Usage(
                Math.max(inputTokens, other.inputTokens),
                Math.max(outputTokens, other.outputTokens),
                costUsd.max(other.costUsd),
                Math.max(cacheReadTokens, other.cacheReadTokens),
                Math.max(cacheWriteTokens, other.cacheWriteTokens),
                other.model == null ? model : other.model);
    }

    /** The same usage at another cost. */
    public Usage at(BigDecimal cost) {
        return new Usage(inputTokens, outputTokens, cost, cacheReadTokens, cacheWriteTokens, model);
    }

    private @Nullable String modelWith(Usage other) {
        if (saysNothing() || other.saysNothing()) {
            return saysNothing() ? other.model : model;
        }
        return Objects.equals(model, other.model) ? model : null;
    }

    /** A sum that is too large for a number is the largest there is; nobody believes it. */
    private static long sum(long a, long b) {
        long sum = a + b;
        boolean overflows = ((a ^ sum) & (b ^ sum)) < 0;
        return overflows ? (a < 0 ? Long.MIN_VALUE : Long.MAX_VALUE) : sum;
    }

    private boolean saysNothing() {
        return inputTokens == 0 && outputTokens == 0 && costUsd.signum() == 0;
    }
}
