package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;
import java.util.List;

/**
 * Asks to try steps again that failed for good. They get all their attempts anew, and the steps that were skipped because of them
 * wait again. A step that did not fail is left as it is. The run must be live.
 *
 * @param workspace the run's workspace
 * @param run the run
 * @param steps the failed steps; empty for all of them
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record RetrySteps(
        WorkspaceId workspace, RunId run, List<StepId> steps, String reason, String requestedBy, Instant requestedAt)
        implements RunCommand {
    public RetrySteps {
        steps = List.copyOf(steps);
    }
}
