package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a coding agent is to work. What the adapter of its type cannot pass on, it refuses: nothing of this is silently ignored.
 *
 * @param model the model by the name that the agent's own program knows; null for the program's default
 * @param systemPrompt what is added to the program's own system prompt; null when nothing is
 * @param tools the tools it may use, by the names that its program knows; empty for the program's default
 * @param maxTurns after how many turns its program ends it, at least 1; null for the program's default
 * @param session the session of the program that is gone on with; null for a new one
 */
public record AgentProfile(
        @Nullable String model,
        @Nullable String systemPrompt,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tools,
        @Nullable Integer maxTurns,
        @Nullable String session) {
    public static final AgentProfile NONE = new AgentProfile(null, null, List.of(), null, null);

    public AgentProfile {
        tools = tools == null ? List.of() : List.copyOf(tools);
    }
}
