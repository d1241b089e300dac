package dev.signalbox.contracts.event;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.Budget;
import org.jspecify.annotations.Nullable;

/**
 * The step was given to an agent and holds its claim from here on.
 *
 * @param step the step
 * @param attempt 1 for the first try
 * @param epoch the fencing token of the attempt
 * @param agent who takes it
 * @param reserved what is reserved for the attempt in the budgets it spends from; null when it spends from none
 */
public record StepDispatched(
        StepId step,
        int attempt,
        long epoch,
        AgentId agent,
        @Nullable Budget reserved) implements StepFact {
    /** An attempt for which nothing is reserved. */
    public StepDispatched(StepId step, int attempt, long epoch, AgentId agent) {
        this(step, attempt, epoch, agent, null);
    }
}
