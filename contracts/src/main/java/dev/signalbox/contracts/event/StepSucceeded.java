package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;

/**
 * The step is done.
 *
 * @param step the step
 * @param attempt the try that succeeded
 * @param epoch its fencing token
 * @param result how the attempt ended
 */
public record StepSucceeded(StepId step, int attempt, long epoch, AttemptResult result) implements StepFact {}
