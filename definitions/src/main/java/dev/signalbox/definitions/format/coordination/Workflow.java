package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.spec.Gate;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.StepDraft;
import dev.signalbox.definitions.format.WantedGates;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workflow as its document says it.
 *
 * @param name what people call it, and where they do
 * @param phases its steps and phases; each has at least one task
 * @param pattern how phases that do not say what they depend on follow each other
 * @param dependsOn other workflows of the run that must have ended before
 * @param priority 1 to 10, the higher goes first; null when it does not say
 * @param maxParallel how many of its steps may be in flight together; null when it does not say
 * @param timeout how long it may take; null when it does not say
 * @param budgetUsd what it may cost; null when it does not say
 * @param maxTokens how many tokens it may use; null when it does not say
 * @param gates what must pass before the work of one of its steps is merged
 * @param carried what is kept and shown
 * @param notEnforced rules that are kept and shown
 */
record Workflow(
        Mention name,
        List<Phase> phases,
        OrchestrationPattern pattern,
        List<Mention> dependsOn,
        @Nullable Integer priority,
        @Nullable Integer maxParallel,
        @Nullable Duration timeout,
        @Nullable BigDecimal budgetUsd,
        @Nullable Long maxTokens,
        List<Gate> gates,
        Map<String, Object> carried,
        Map<String, Object> notEnforced) {
    static final int DEFAULT_PRIORITY = 1;

    /** One of its steps, with its gates. */
    StepDraft verified(StepDraft step) {
        return step.withFlow(step.flow().withIsolation(WantedGates.ruleOf(gates)));
    }

    int rank() {
        return priority == null ? DEFAULT_PRIORITY : priority;
    }
}
