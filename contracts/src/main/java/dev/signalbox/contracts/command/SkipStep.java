package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * Asks to do without a step: the steps that need it go on as if it had succeeded. It may wait, rest, or have failed; one that is
 * in flight is not skipped.
 *
 * @param workspace the run's workspace
 * @param run the run
 * @param step the step
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record SkipStep(
        WorkspaceId workspace, RunId run, StepId step, String reason, String requestedBy, Instant requestedAt)
        implements RunCommand {}
