package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * Changes the priority of a live run, for every step that is not in flight.
 *
 * @param workspace the run's workspace
 * @param run the run
 * @param priority 1 to 10; the higher goes first
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record ChangePriority(
        WorkspaceId workspace, RunId run, int priority, String reason, String requestedBy, Instant requestedAt)
        implements RunCommand {}
