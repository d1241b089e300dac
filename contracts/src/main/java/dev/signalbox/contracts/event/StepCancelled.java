package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;
import org.jspecify.annotations.Nullable;

/**
 * The step was stopped, or will never start, because the run was cancelled or timed out.
 *
 * @param step the step
 * @param attempt the try that was stopped; 0 when none was begun
 * @param epoch its fencing token; 0 when none was begun
 * @param result how the attempt ended; null when none was in flight
 */
public record StepCancelled(
        StepId step, int attempt, long epoch, @Nullable AttemptResult result) implements StepFact {}
