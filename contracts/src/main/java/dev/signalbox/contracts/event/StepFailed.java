package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;

/**
 * The attempt did not succeed and there will be no other.
 *
 * @param step the step
 * @param attempt the last try
 * @param epoch its fencing token
 * @param result how the attempt ended
 */
public record StepFailed(StepId step, int attempt, long epoch, AttemptResult result) implements StepFact {}
