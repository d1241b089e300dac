package dev.signalbox.system.work;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A definition in the native format, as its users write it.
 *
 * @param name what people call the run
 * @param agents how many steps each agent takes at a time
 * @param agentType the type of all agents
 * @param steps the nodes
 * @param options further keys of the definition
 */
public record Graph(
        String name, Map<String, Integer> agents, String agentType, List<Step> steps, Map<String, Object> options) {
    public Graph {
        agents = new LinkedHashMap<>(agents);
        steps = List.copyOf(steps);
        options = new LinkedHashMap<>(options);
    }

    /** Real processes, with one agent that takes as many steps at a time. */
    public static Graph ofCommands(String name, int capacity, List<Step> steps) {
        return new Graph(name, Map.of("worker", capacity), "command", steps, Map.of());
    }

    /** Steps that are only played, with one agent that takes as many at a time. */
    public static Graph ofFakes(String name, int capacity, List<Step> steps) {
        return new Graph(name, Map.of("player", capacity), "fake", steps, Map.of());
    }

    public Graph with(String option, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(options);
        more.put(option, value);
        return new Graph(name, agents, agentType, steps, more);
    }

    /** The body that asks for this graph in a workspace. */
    public RunRequest in(Path workspace) {
        return in(workspace.toString());
    }

    public RunRequest in(String workspace) {
        return new RunRequest(workspace, List.of(new SourceFile(name + ".json", text())), null, null, true, null);
    }

    /** The text of the definition. */
    public String text() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("apiVersion", "signalbox/v1");
        document.put("name", name);
        document.putAll(options);
        Map<String, Object> fleet = new LinkedHashMap<>();
        agents.forEach((id, capacity) -> fleet.put(id, Map.of("type", agentType, "capacity", capacity)));
        document.put("agents", fleet);
        List<Object> nodes = new ArrayList<>();
        steps.forEach(step -> nodes.add(step.entry()));
        document.put("steps", nodes);
        try {
            return ContractJson.mapper().writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
