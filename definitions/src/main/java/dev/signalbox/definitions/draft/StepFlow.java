package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step takes from other steps, what it asks of its agent beside type and track, what happens around it, and what it may spend.
 * {@link dev.signalbox.contracts.spec.StepSpec} explains the parts.
 *
 * @param inputs texts in the prompt, and the steps whose outputs replace them
 * @param agentLabels the labels it needs an agent to have
 * @param checkpoint the checkpoint before the step; null for none
 * @param afterFailure what its failure means to the steps that need it; null when they are skipped
 * @param budget what it may spend; null when it has no budget of its own
 * @param estimate what an attempt is expected to spend; null when it does not say
 */
public record StepFlow(
        Map<String, Mention> inputs,
        Map<String, String> agentLabels,
        @Nullable String checkpoint,
        @Nullable AfterFailure afterFailure,
        @Nullable BudgetRule budget,
        @Nullable Budget estimate) {
    public static final StepFlow PLAIN = new StepFlow(Map.of(), null, null);

    /** A step that asks for no labels and spends what its run allows. */
    public StepFlow(Map<String, Mention> inputs, @Nullable String checkpoint, @Nullable AfterFailure afterFailure) {
        this(inputs, Map.of(), checkpoint, afterFailure, null, null);
    }

    /** The same with a budget and an estimate. */
    public StepFlow withMoney(@Nullable BudgetRule rule, @Nullable Budget expected) {
        return new StepFlow(inputs, agentLabels, checkpoint, afterFailure, rule, expected);
    }
}
