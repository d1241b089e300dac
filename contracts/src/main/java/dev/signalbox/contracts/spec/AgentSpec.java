package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.AgentId;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A named worker.
 *
 * @param id unique within the workspace: two runs that name the same agent share its capacity
 * @param type the adapter that drives it
 * @param track the lane it serves; null when it serves every lane
 * @param capacity how many steps it works on at a time, at least 1
 * @param command the argument list it runs for a step that brings none of its own; never a shell line
 * @param pool the pool of runners it lives on
 * @param labels what it is or has, in words that steps can ask for
 * @param profile how a coding agent is to work; null when nothing is said
 * @param access what it is reached with; null when nothing is needed
 * @param carried what the definition says about the agent that this version keeps and shows but does not act on
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record AgentSpec(
        AgentId id,
        AgentType type,
        @Nullable String track,
        int capacity,
        List<String> command,
        String pool,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> labels,
        @Nullable AgentProfile profile,
        @Nullable AgentAccess access,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> carried) {
    public static final String DEFAULT_POOL = "default";

    public AgentSpec {
        command = List.copyOf(command);
        labels = labels == null ? Map.of() : Map.copyOf(labels);
        carried = carried == null ? Map.of() : Map.copyOf(carried);
    }

    /** An agent without labels, whose definition says nothing that is only kept. */
    public AgentSpec(
            AgentId id, AgentType type, @Nullable String track, int capacity, List<String> command, String pool) {
        this(id, type, track, capacity, command, pool, Map.of(), Map.of());
    }

    /** An agent of which nothing is said about how it is to work. */
    public AgentSpec(
            AgentId id,
            AgentType type,
            @Nullable String track,
            int capacity,
            List<String> command,
            String pool,
            Map<String, String> labels,
            Map<String, Object> carried) {
        this(id, type, track, capacity, command, pool, labels, null, null, carried);
    }
}
