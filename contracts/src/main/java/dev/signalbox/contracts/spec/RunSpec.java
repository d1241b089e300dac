package dev.signalbox.contracts.spec;

import dev.signalbox.contracts.WorkspaceId;
import java.util.List;

/**
 * The one normal form that every definition is read into. It is complete: no later stage looks at the definition again.
 *
 * @param name what people call this run, at most 200 characters
 * @param workspace the workspace whose files the agents edit
 * @param agents the workers that may take its steps; ids are unique
 * @param steps the nodes of the graph in the order in which the definition has them; ids are unique, dependencies exist and form
 *     no cycle
 * @param options limits and policy of the run as a whole
 * @param source where the definition came from
 */
public record RunSpec(
        String name,
        WorkspaceId workspace,
        List<AgentSpec> agents,
        List<StepSpec> steps,
        RunOptions options,
        DefinitionSource source) {
    public RunSpec {
        agents = List.copyOf(agents);
        steps = List.copyOf(steps);
    }
}
