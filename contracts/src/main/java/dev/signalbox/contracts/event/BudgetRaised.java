package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.Budget;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has set a budget of the run anew.
 *
 * @param step the step whose budget it is; null for the budget of the run
 * @param limit what may be spent from now on, in all
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 */
public record BudgetRaised(@Nullable StepId step, Budget limit, String reason, String requestedBy) implements RunFact {}
