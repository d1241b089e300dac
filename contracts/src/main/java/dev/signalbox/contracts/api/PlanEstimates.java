package dev.signalbox.contracts.api;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a run costs and takes, as far as it is known: from what its steps declare, and from earlier runs. What is not known is null,
 * never guessed.
 *
 * @param steps how many steps the run has
 * @param cost what the steps declare to cost; null when none does
 * @param duration what the steps declare to take; null when none does
 * @param tokens the sum of the declared {@code estimated_context_tokens}; null when no step declares any
 * @param history what earlier runs of the same name took; null when there are none, or nobody was asked
 */
public record PlanEstimates(
        int steps,
        @Nullable DeclaredCost cost,
        @Nullable DeclaredDuration duration,
        @Nullable DeclaredTokens tokens,
        @Nullable RunHistory history) {

    public PlanEstimates withHistory(@Nullable RunHistory known) {
        return new PlanEstimates(steps, cost, duration, tokens, known);
    }

    /**
     * The cost that steps declare, in US dollars, by {@code max_cost_usd} or by the usage of a fake script.
     *
     * @param steps how many steps declare one
     * @param leastUsd what the run costs at least
     * @param mostUsd what it costs at most; null when some step declares no bound, so that there is none
     */
    public record DeclaredCost(
            int steps, BigDecimal leastUsd, @Nullable BigDecimal mostUsd) {}

    /**
     * The time that steps declare by fake scripts. Rests between attempts are not counted.
     *
     * @param steps how many steps declare one
     * @param least the longest chain of dependent steps, those without a declared time taken as nothing
     * @param most all steps one after the other; null when some step declares none, so that there is no bound
     */
    public record DeclaredDuration(
            int steps, Duration least, @Nullable Duration most) {}

    /**
     * The tokens that steps declare.
     *
     * @param steps how many steps declare some
     * @param total the sum
     */
    public record DeclaredTokens(int steps, long total) {}

    /**
     * Earlier runs of the same name in the same workspace that succeeded, among the newest 200 that did.
     *
     * @param runs how many there are, at least one
     * @param shortest the shortest time from the first dispatch to the end
     * @param average the average of these times
     * @param longest the longest
     * @param leastUsd the lowest cost, in US dollars
     * @param averageUsd the average cost
     * @param mostUsd the highest cost
     */
    public record RunHistory(
            int runs,
            Duration shortest,
            Duration average,
            Duration longest,
            BigDecimal leastUsd,
            BigDecimal averageUsd,
            BigDecimal mostUsd) {}
}
