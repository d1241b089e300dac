package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Instant;
import java.util.List;

/**
 * Adds steps to a live run, all or none of them: they may need steps of the run and each other. A step that the run has already,
 * word for word, is left as it is, so sending it again changes nothing.
 *
 * @param workspace the run's workspace
 * @param run the run
 * @param steps the new steps; may be empty
 * @param seal whether nothing more is to come: a run that was submitted in parts starts
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record AddSteps(
        WorkspaceId workspace,
        RunId run,
        List<StepSpec> steps,
        boolean seal,
        String reason,
        String requestedBy,
        Instant requestedAt)
        implements RunCommand {
    public AddSteps {
        steps = List.copyOf(steps);
    }
}
