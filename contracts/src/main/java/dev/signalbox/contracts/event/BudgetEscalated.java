package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.Budget;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A budget is used up whose definition asks for a person then. The run is paused.
 *
 * @param scope whose budget it is
 * @param step the step whose budget it is; null for the budget of the run
 * @param limit what may be spent
 * @param spentUsd what is spent, in US dollars
 * @param spentTokens what is spent, in tokens
 * @param reason what does not fit, in a sentence
 */
public record BudgetEscalated(
        BudgetScope scope, @Nullable StepId step, Budget limit, BigDecimal spentUsd, long spentTokens, String reason)
        implements RunFact {}
