package dev.signalbox.contracts.command;

import java.time.Instant;

/**
 * Asks to hold every workspace: what runs may finish, nothing else starts anywhere. Pausing twice changes nothing.
 *
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record PauseEverything(String reason, String requestedBy, Instant requestedAt) implements FleetCommand {}
