package dev.signalbox.contracts.api;

import dev.signalbox.contracts.spec.Isolation;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What is said beside the files of a definition.
 *
 * @param target which of the things in the files to run: the name of a team or pipeline; null when there is only one
 * @param goal what is to be achieved; null when the files say it
 * @param mode {@code sequential} or {@code parallel}; null for what the definition says
 * @param concurrency how many members of a team work at a time, 1 to 8; null for what the definition says
 * @param budgetUsd what the run may cost, in US dollars; null for what the definition says
 * @param governor what the governor watches; null for what the service is configured with
 * @param isolation where the attempts at every step work; null for what the definition says
 */
public record RunParameters(
        @Nullable String target,
        @Nullable String goal,
        @Nullable String mode,
        @Nullable Integer concurrency,
        @Nullable BigDecimal budgetUsd,
        @Nullable GovernorParameters governor,
        @Nullable Isolation isolation) {
    public static final RunParameters NONE = new RunParameters(null, null, null, null, null);

    /** Parameters that leave it to the definition where attempts work. */
    public RunParameters(
            @Nullable String target,
            @Nullable String goal,
            @Nullable String mode,
            @Nullable Integer concurrency,
            @Nullable BigDecimal budgetUsd,
            @Nullable GovernorParameters governor) {
        this(target, goal, mode, concurrency, budgetUsd, governor, null);
    }

    /** Parameters that say nothing about the governor. */
    public RunParameters(
            @Nullable String target,
            @Nullable String goal,
            @Nullable String mode,
            @Nullable Integer concurrency,
            @Nullable BigDecimal budgetUsd) {
        this(target, goal, mode, concurrency, budgetUsd, null);
    }

    /**
     * Limits for the run as a whole, over all attempts of it, and what happens at them.
     *
     * @param mode {@code observe}, {@code warn} or {@code enforce}; null for what the definition says
     * @param maxCostUsd what the run may cost, in US dollars, more than nothing; null for what the definition says
     * @param maxTokens how many tokens it may use, at least 1; null for what the definition says
     * @param fuseSeconds for how many seconds it may be at work, at least 60; null for what the definition says
     */
    public record GovernorParameters(
            @Nullable String mode,
            @Nullable BigDecimal maxCostUsd,
            @Nullable Long maxTokens,
            @Nullable Long fuseSeconds) {}
}
