package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.WorkspaceId;
import java.util.List;
import java.util.Map;

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
 * @param carried what the definition says about the run that this version keeps and shows but does not act on
 * @param notEnforced rules that the definition sets for the run and that this version keeps and shows but does not enforce
 */
public record RunSpec(
        String name,
        WorkspaceId workspace,
        List<AgentSpec> agents,
        List<StepSpec> steps,
        RunOptions options,
        DefinitionSource source,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> carried,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> notEnforced) {
    public RunSpec {
        agents = List.copyOf(agents);
        steps = List.copyOf(steps);
        carried = carried == null ? Map.of() : Map.copyOf(carried);
        notEnforced = notEnforced == null ? Map.of() : Map.copyOf(notEnforced);
    }

    /** A run whose definition says nothing that is only kept. */
    public RunSpec(
            String name,
            WorkspaceId workspace,
            List<AgentSpec> agents,
            List<StepSpec> steps,
            RunOptions options,
            DefinitionSource source) {
        this(name, workspace, agents, steps, options, source, Map.of(), Map.of());
    }

    /** The same with other limits and policy. */
    public RunSpec withOptions(RunOptions other) {
        return new RunSpec(name, workspace, agents, steps, other, source, carried, notEnforced);
    }

    /** The same with other steps. */
    public RunSpec withSteps(List<StepSpec> other) {
        return new RunSpec(name, workspace, agents, other, options, source, carried, notEnforced);
    }
}
