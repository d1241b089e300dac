package dev.signalbox.contracts;

/**
 * Names one try at a step. The epoch is the fencing token: the scheduler issues it, it grows strictly within a run, and a report
 * that carries another epoch than the step's current one is rejected.
 *
 * @param workspace the workspace whose files the attempt may touch
 * @param run the run
 * @param step the step
 * @param attempt 1 for the first try, then 2, 3, ...
 * @param epoch the fencing token, at least 1
 */
public record AttemptRef(WorkspaceId workspace, RunId run, StepId step, int attempt, long epoch) {}
