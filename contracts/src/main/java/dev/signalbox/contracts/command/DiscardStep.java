package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * Asks to give up the work of a conflicted step: the step has failed. Its branch stays until somebody cleans up.
 *
 * @param workspace the run's workspace
 * @param run the run
 * @param step the conflicted step
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record DiscardStep(
        WorkspaceId workspace, RunId run, StepId step, String reason, String requestedBy, Instant requestedAt)
        implements RunCommand {}
