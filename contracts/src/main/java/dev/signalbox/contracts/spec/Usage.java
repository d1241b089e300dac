package dev.signalbox.contracts.spec;

import java.math.BigDecimal;

/**
 * What an attempt has used. Never negative.
 *
 * @param inputTokens tokens read by the model, cached ones included
 * @param outputTokens tokens written by the model
 * @param costUsd money in US dollars
 */
public record Usage(long inputTokens, long outputTokens, BigDecimal costUsd) {
    public static final Usage NONE = new Usage(0, 0, BigDecimal.ZERO);

    public Usage {
        if (inputTokens < 0 || outputTokens < 0 || costUsd.signum() < 0) {
            throw new IllegalArgumentException("usage is never negative");
        }
    }

    public Usage plus(Usage other) {
        return new Usage(
                Math.addExact(inputTokens, other.inputTokens),
                Math.addExact(outputTokens, other.outputTokens),
                costUsd.add(other.costUsd));
    }
}
