package dev.signalbox.contracts.event;

import dev.signalbox.contracts.spec.Usage;

/**
 * The last event of every run.
 *
 * @param status one of the terminal ones
 * @param reason why it ended so, in a sentence
 * @param usage what all its attempts used together
 * @param steps how its steps ended
 */
public record RunEnded(RunStatus status, String reason, Usage usage, StepCounts steps) implements RunFact {}
