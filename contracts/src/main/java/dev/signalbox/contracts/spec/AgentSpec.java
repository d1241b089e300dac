package dev.signalbox.contracts.spec;

import dev.signalbox.contracts.AgentId;
import java.util.List;
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
 */
public record AgentSpec(
        AgentId id, AgentType type, @Nullable String track, int capacity, List<String> command, String pool) {
    public static final String DEFAULT_POOL = "default";

    public AgentSpec {
        command = List.copyOf(command);
    }
}
