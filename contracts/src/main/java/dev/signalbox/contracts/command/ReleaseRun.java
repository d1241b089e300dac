package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * A held run has a place now: it may start. A run that is not held is left as it is.
 *
 * @param workspace the run's workspace
 * @param run the run
 * @param requestedAt when it got its place
 */
public record ReleaseRun(WorkspaceId workspace, RunId run, Instant requestedAt) implements RunCommand {}
