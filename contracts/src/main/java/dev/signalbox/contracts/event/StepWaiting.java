package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;

/**
 * The step cannot go on yet. Recorded whenever what it waits for has changed, but not for the dependencies it begins with.
 *
 * @param step the step
 * @param waitsFor the one thing it waits for
 */
public record StepWaiting(StepId step, WaitsFor waitsFor) implements StepFact {}
