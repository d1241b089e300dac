package dev.signalbox.contracts.command;

import java.time.Instant;

/**
 * Lets everything go on that was held together. Workspaces and runs that are paused by themselves stay paused.
 *
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record ResumeEverything(String reason, String requestedBy, Instant requestedAt) implements FleetCommand {}
