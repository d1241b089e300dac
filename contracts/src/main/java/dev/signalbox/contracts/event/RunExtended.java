package dev.signalbox.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.List;

/**
 * Steps were added to the run, or the last of its parts has arrived.
 *
 * @param steps the new steps
 * @param agents the agents that came with them; empty when none did
 * @param sealed whether every part of the run has arrived
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 */
public record RunExtended(
        List<StepSpec> steps,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AgentSpec> agents,
        boolean sealed,
        String reason,
        String requestedBy)
        implements RunFact {
    public RunExtended {
        steps = List.copyOf(steps);
        agents = agents == null ? List.of() : List.copyOf(agents);
    }

    /** Steps that the agents of the run can take. */
    public RunExtended(List<StepSpec> steps, boolean sealed, String reason, String requestedBy) {
        this(steps, List.of(), sealed, reason, requestedBy);
    }
}
