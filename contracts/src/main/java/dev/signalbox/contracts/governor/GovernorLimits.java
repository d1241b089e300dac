package dev.signalbox.contracts.governor;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much is too much, for all attempts at a step or of a run together. No limit begins anew with another attempt.
 *
 * @param maxCostUsd what they may cost, in US dollars, more than nothing; null for no limit
 * @param maxTokens how many tokens they may use, at least 1; null for no limit
 * @param maxTurns how many turns they may take, at least 1; null for no limit
 * @param fuse how long they may be at work; null for no limit. Time in which no attempt is at work does not count
 */
public record GovernorLimits(
        @Nullable BigDecimal maxCostUsd,
        @Nullable Long maxTokens,
        @Nullable Integer maxTurns,
        @Nullable Duration fuse) {
    public static final GovernorLimits NONE = new GovernorLimits(null, null, null, null);

    /** The same limits; where there is none, that of {@code other}. */
    public GovernorLimits orElse(GovernorLimits other) {
        return new GovernorLimits(
                maxCostUsd == null ? other.maxCostUsd : maxCostUsd,
                maxTokens == null ? other.maxTokens : maxTokens,
                maxTurns == null ? other.maxTurns : maxTurns,
                fuse == null ? other.fuse : fuse);
    }
}
