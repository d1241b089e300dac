package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * Lets a paused run go on, and with it every step that waits at a checkpoint. A run that is not paused is left as it is.
 *
 * @param workspace the run's workspace
 * @param run the run
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record ResumeRun(WorkspaceId workspace, RunId run, String reason, String requestedBy, Instant requestedAt)
        implements RunCommand {}
