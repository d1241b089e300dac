package dev.signalbox.contracts.command;

import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * Lets a held workspace go on. One that is not held is left as it is. Runs that are paused by themselves stay paused.
 *
 * @param workspace the workspace
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record ResumeWorkspace(WorkspaceId workspace, String reason, String requestedBy, Instant requestedAt)
        implements WorkspaceCommand {}
