package dev.signalbox.contracts.event;

/**
 * Somebody asked to stop the run, or its time is up; its processes are being stopped.
 *
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 */
public record RunCancelling(String reason, String requestedBy) implements RunFact {}
