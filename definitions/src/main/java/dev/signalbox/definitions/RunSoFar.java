package dev.signalbox.definitions;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The run that steps are to be added to. They may need its steps, be taken by its agents, and say again what it has.
 *
 * @param steps its steps by id
 * @param agents its agents; none when those that are registered work for it
 */
public record RunSoFar(Map<StepId, StepSpec> steps, List<AgentSpec> agents) {
    public RunSoFar {
        agents = List.copyOf(agents);
    }

    public static RunSoFar of(List<StepSpec> steps, List<AgentSpec> agents) {
        Map<StepId, StepSpec> byId = new LinkedHashMap<>();
        steps.forEach(step -> byId.put(step.id(), step));
        return new RunSoFar(byId, agents);
    }
}
