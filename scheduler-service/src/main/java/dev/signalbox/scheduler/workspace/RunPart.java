package dev.signalbox.scheduler.workspace;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.List;

/**
 * Steps that were added to a run after it was submitted; kept until it ends.
 *
 * @param number 1, 2, 3, ... within the run
 * @param steps the steps in their order
 * @param agents agents that came with them
 * @param seal whether every part of the run has arrived with this one
 */
public record RunPart(
        RunId run,
        int number,
        List<StepSpec> steps,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AgentSpec> agents,
        boolean seal) {
    public RunPart {
        steps = List.copyOf(steps);
        agents = agents == null ? List.of() : List.copyOf(agents);
    }
}
