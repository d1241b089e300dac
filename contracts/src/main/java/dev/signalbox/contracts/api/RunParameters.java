package dev.signalbox.contracts.api;

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
 */
public record RunParameters(
        @Nullable String target,
        @Nullable String goal,
        @Nullable String mode,
        @Nullable Integer concurrency,
        @Nullable BigDecimal budgetUsd) {
    public static final RunParameters NONE = new RunParameters(null, null, null, null, null);
}
