package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;

/**
 * A runner has taken the attempt.
 *
 * @param step the step
 * @param attempt the number of the try
 * @param epoch its fencing token
 * @param runner the runner process that took it
 */
public record StepStarted(StepId step, int attempt, long epoch, String runner) implements StepFact {}
