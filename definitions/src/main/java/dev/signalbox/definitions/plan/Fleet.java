package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may take which step, and who is free. */
final class Fleet {
    private final List<AgentSpec> agents;
    private final Map<Need, List<AgentSpec>> able = new HashMap<>();
    private final Map<AgentId, Integer> free = new HashMap<>();
    private long freePlaces;

    private record Need(
            @Nullable AgentId agent,
            @Nullable AgentType type,
            @Nullable String track,
            Map<String, String> labels) {
        private boolean isMetBy(AgentSpec candidate) {
            return (agent == null || agent.equals(candidate.id()))
                    && (type == null || type.equals(candidate.type()))
                    && (track == null || candidate.track() == null || track.equals(candidate.track()))
                    && candidate.labels().entrySet().containsAll(labels.entrySet());
        }
    }

    Fleet(List<AgentSpec> agents) {
        this.agents = agents;
        agents.forEach(agent -> {
            free.put(agent.id(), agent.capacity());
            freePlaces += agent.capacity();
        });
    }

    /** Those who may take a step: who serves a track before who serves all, else as declared. */
    List<AgentSpec> able(StepSpec step) {
        return able.computeIfAbsent(
                new Need(step.agent(), step.agentType(), step.track(), step.agentLabels()), need -> {
                    List<AgentSpec> found = new ArrayList<>(
                            agents.stream().filter(need::isMetBy).toList());
                    found.sort(Comparator.comparing(agent -> agent.track() == null));
                    return found;
                });
    }

    /** Whether the run brings no agents of its own. */
    boolean isEmpty() {
        return agents.isEmpty();
    }

    boolean isBusy() {
        return freePlaces == 0;
    }

    /** Gives a step to the first able agent that has a free place. */
    Optional<AgentSpec> take(StepSpec step) {
        Optional<AgentSpec> agent = firstFree(step);
        agent.ifPresent(taken -> {
            free.merge(taken.id(), -1, Integer::sum);
            freePlaces--;
        });
        return agent;
    }

    void giveBack(AgentSpec agent) {
        free.merge(agent.id(), 1, Integer::sum);
        freePlaces++;
    }

    boolean couldTake(StepSpec step) {
        return firstFree(step).isPresent();
    }

    private Optional<AgentSpec> firstFree(StepSpec step) {
        return able(step).stream()
                .filter(agent -> free.getOrDefault(agent.id(), 0) > 0)
                .findFirst();
    }
}
