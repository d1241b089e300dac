package dev.signalbox.contracts.api;

import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/agents}. {@link AgentSpec} explains the parts.
 *
 * @param id the agent's id, unique within the workspace
 * @param type the adapter that drives it
 * @param track the lane it serves; null when it serves every lane
 * @param capacity how many steps it works on at a time; null for one
 * @param command the argument list it runs for a step that brings none of its own; null for none
 * @param pool the pool of runners it lives on; null for the default one
 * @param labels what it is or has, in words that steps can ask for; null for nothing
 * @param profile how a coding agent is to work; null when nothing is said
 * @param access what it is reached with; null when nothing is needed
 */
@RecordBuilder
public record AgentRequest(
        String id,
        AgentType type,
        @Nullable String track,
        @Nullable Integer capacity,
        @Nullable List<String> command,
        @Nullable String pool,
        @Nullable Map<String, String> labels,
        @Nullable AgentProfile profile,
        @Nullable AgentAccess access) {
    /** The request for an agent. */
    public static AgentRequest of(AgentSpec agent) {
        return new AgentRequest(
                agent.id().value(),
                agent.type(),
                agent.track(),
                agent.capacity(),
                agent.command(),
                agent.pool(),
                agent.labels(),
                agent.profile(),
                agent.access());
    }
}
