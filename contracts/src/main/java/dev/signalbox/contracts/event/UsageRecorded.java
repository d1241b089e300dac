package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.Usage;

/**
 * What a running attempt has used so far.
 *
 * @param step the step
 * @param attempt the number of the try
 * @param epoch its fencing token
 * @param usage the total of the attempt so far
 */
public record UsageRecorded(StepId step, int attempt, long epoch, Usage usage) implements StepFact {}
