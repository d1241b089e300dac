package dev.signalbox.contracts.command;

import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * Asks to hold a workspace: what runs may finish, nothing else starts, in no run of it, until it is let go on. Pausing twice
 * changes nothing.
 *
 * @param workspace the workspace
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record PauseWorkspace(WorkspaceId workspace, String reason, String requestedBy, Instant requestedAt)
        implements WorkspaceCommand {}
