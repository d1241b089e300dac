package dev.signalbox.contracts.event;

/**
 * How many steps of a run are where. Their sum is the number of its steps.
 *
 * @param pending wait for their dependencies
 * @param ready wait for something else: an agent, a claim, a rest, somebody who decides about a conflict
 * @param inFlight are dispatched or running
 * @param succeeded are done
 * @param failed have failed for good
 * @param cancelled were cancelled
 * @param skipped will never start
 */
public record StepCounts(int pending, int ready, int inFlight, int succeeded, int failed, int cancelled, int skipped) {}
