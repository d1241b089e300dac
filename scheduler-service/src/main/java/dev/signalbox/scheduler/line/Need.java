package dev.signalbox.scheduler.line;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a step asks of an agent.
 *
 * @param agent this very agent; null when any will do
 * @param type an agent of this type; null when any will do
 * @param track an agent of this lane or of none; null when any will do
 * @param labels an agent with these labels; empty when any will do
 */
public record Need(
        @Nullable AgentId agent,
        @Nullable AgentType type,
        @Nullable String track,
        Map<String, String> labels) {
    public static Need of(StepSpec step) {
        return new Need(step.agent(), step.agentType(), step.track(), step.agentLabels());
    }

    /** This very agent, whatever it is. */
    public static Need of(AgentId agent) {
        return new Need(agent, null, null, Map.of());
    }

    public boolean isMetBy(AgentSpec candidate) {
        return (agent == null || agent.equals(candidate.id()))
                && (type == null || type.equals(candidate.type()))
                && (track == null || candidate.track() == null || track.equals(candidate.track()))
                && candidate.labels().entrySet().containsAll(labels.entrySet());
    }

    /** An agent of the step's own lane is a closer fit than one that serves every lane, and the other way round. */
    int distanceOf(AgentSpec candidate) {
        return Objects.equals(track, candidate.track()) ? 0 : 1;
    }
}
