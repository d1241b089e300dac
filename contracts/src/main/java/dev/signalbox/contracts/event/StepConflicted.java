package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;

/**
 * The work of the attempt is done and cannot be merged. It is kept, the steps that need it wait, and somebody has to decide: try it again,
 * merge what they have put right, or give it up.
 *
 * @param step the step
 * @param attempt the try
 * @param epoch its fencing token
 * @param result how the attempt ended; its {@code integration} says what is in the way, and where the work is
 */
public record StepConflicted(StepId step, int attempt, long epoch, AttemptResult result) implements StepFact {}
