package dev.signalbox.contracts.api;

import dev.signalbox.contracts.StepId;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs/{id}/budget}.
 *
 * @param step the step whose budget is meant; null for the budget of the run
 * @param usd what may be spent in all, in US dollars; null to keep that limit
 * @param tokens what may be spent in all, in tokens; null to keep that limit
 * @param reason why; null when nothing was said
 */
public record BudgetRequest(
        @Nullable StepId step,
        @Nullable BigDecimal usd,
        @Nullable Long tokens,
        @Nullable String reason) {}
