package dev.signalbox.contracts.event;

/**
 * The run's steps stand elsewhere in line.
 *
 * @param priority the new one, 1 to 10
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 */
public record RunPriorityChanged(int priority, String reason, String requestedBy) implements RunFact {}
