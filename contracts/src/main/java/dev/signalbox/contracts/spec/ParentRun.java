package dev.signalbox.contracts.spec;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;

/**
 * The attempt that submitted a child run.
 *
 * @param run the run of the attempt
 * @param step the step of the attempt
 * @param attempt which try at the step, 1 for the first
 * @param depth how deep the child stands: 1 for a child of a run that nobody's attempt submitted, 2 for its children, ...
 */
public record ParentRun(RunId run, StepId step, int attempt, int depth) {}
