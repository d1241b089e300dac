package dev.signalbox.definitions;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The run that steps are to be added to. They may need its steps, be taken by its agents, and say again what it has.
 *
 * @param steps its steps by id
 * @param agents its agents; none when those that are registered work for it
 * @param isolation how added steps that do not say are kept apart from others; null when they are not
 */
public record RunSoFar(
        Map<StepId, StepSpec> steps,
        List<AgentSpec> agents,
        @Nullable IsolationRule isolation) {
    public RunSoFar {
        agents = List.copyOf(agents);
    }

    /** @param options what was said of the run as a whole */
    public static RunSoFar of(List<StepSpec> steps, List<AgentSpec> agents, RunOptions options) {
        Map<StepId, StepSpec> byId = new LinkedHashMap<>();
        steps.forEach(step -> byId.put(step.id(), step));
        return new RunSoFar(byId, agents, options.isolation());
    }
}
