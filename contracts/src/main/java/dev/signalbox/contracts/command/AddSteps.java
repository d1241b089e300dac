package dev.signalbox.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.spec.AgentSpec;
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
 * @param agents agents that the new steps need and the run has not; empty when they need none
 * @param seal whether nothing more is to come: a run that was submitted in parts starts
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record AddSteps(
        WorkspaceId workspace,
        RunId run,
        List<StepSpec> steps,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AgentSpec> agents,
        boolean seal,
        String reason,
        String requestedBy,
        Instant requestedAt)
        implements RunCommand {
    public AddSteps {
        steps = List.copyOf(steps);
        agents = agents == null ? List.of() : List.copyOf(agents);
    }

    /** Steps that the agents of the run can take. */
    public AddSteps(
            WorkspaceId workspace,
            RunId run,
            List<StepSpec> steps,
            boolean seal,
            String reason,
            String requestedBy,
            Instant requestedAt) {
        this(workspace, run, steps, List.of(), seal, reason, requestedBy, requestedAt);
    }
}
