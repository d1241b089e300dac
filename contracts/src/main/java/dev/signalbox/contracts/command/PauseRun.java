package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * Asks to hold a run: what runs may finish, nothing else starts until it is let go on. Pausing twice changes nothing.
 *
 * @param workspace the run's workspace
 * @param run the run
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record PauseRun(WorkspaceId workspace, RunId run, String reason, String requestedBy, Instant requestedAt)
        implements RunCommand {}
