package dev.signalbox.contracts.event;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;

/**
 * The step was given to an agent and holds its claim from here on.
 *
 * @param step the step
 * @param attempt 1 for the first try
 * @param epoch the fencing token of the attempt
 * @param agent who takes it
 */
public record StepDispatched(StepId step, int attempt, long epoch, AgentId agent) implements StepFact {}
