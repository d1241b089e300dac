package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.Budget;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * So much of a budget is spent that somebody should know. Once per budget, until it is raised.
 *
 * @param scope whose budget it is
 * @param step the step whose budget it is; null for the budget of the run or of its workspace
 * @param limit what may be spent
 * @param spentUsd what is spent, in US dollars
 * @param spentTokens what is spent, in tokens
 * @param percent the share at which it warns
 */
public record BudgetWarned(
        BudgetScope scope, @Nullable StepId step, Budget limit, BigDecimal spentUsd, long spentTokens, int percent)
        implements RunFact {}
