package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.governor.Trip;

/**
 * A running attempt has touched a tripwire of the governor. It is stopped, or goes on and is known to have been stopped here otherwise.
 *
 * @param step the step
 * @param attempt the number of the try
 * @param epoch its fencing token
 * @param trip which tripwire, with the evidence
 */
public record TripwireTripped(StepId step, int attempt, long epoch, Trip trip) implements StepFact {}
