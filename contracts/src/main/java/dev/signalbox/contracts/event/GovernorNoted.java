package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.governor.GovernorScore;

/**
 * How a running attempt is getting on has changed. At most once in each check interval.
 *
 * @param step the step
 * @param attempt the number of the try
 * @param epoch its fencing token
 * @param score what the governor thinks of it
 */
public record GovernorNoted(StepId step, int attempt, long epoch, GovernorScore score) implements StepFact {}
