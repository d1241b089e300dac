package dev.signalbox.contracts.governor;

/**
 * How an attempt is governed.
 *
 * @param policy what the governor does
 * @param step what earlier attempts at the step have used
 * @param run what all attempts of the run have used when this one was dispatched
 */
public record Governance(GovernorPolicy policy, WorkSoFar step, WorkSoFar run) {}
