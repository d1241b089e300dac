package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;
import java.time.Instant;

/**
 * The attempt did not succeed; the step will be tried again.
 *
 * @param step the step
 * @param attempt the try that did not succeed
 * @param epoch its fencing token
 * @param result how the attempt ended
 * @param until the earliest time of the next attempt
 */
public record StepBackingOff(StepId step, int attempt, long epoch, AttemptResult result, Instant until)
        implements StepFact {}
