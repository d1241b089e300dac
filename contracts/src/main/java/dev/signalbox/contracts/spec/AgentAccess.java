package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an agent is reached with.
 *
 * @param http the service that it is; null for an agent that is none
 * @param secrets by the name of a variable, where the runner finds its value: {@code env:NAME} or {@code file:PATH}, never the value itself
 */
public record AgentAccess(
        @Nullable HttpService http,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> secrets) {
    public static final AgentAccess NONE = new AgentAccess(null, Map.of());

    public AgentAccess {
        secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
    }

    /** What an attempt is made with: the agent's access and the secrets of its step, which go before the agent's; null for neither. */
    public static @Nullable AgentAccess of(@Nullable AgentAccess agent, Map<String, String> ofStep) {
        if (ofStep.isEmpty()) {
            return agent;
        }
        Map<String, String> all = new TreeMap<>(agent == null ? Map.of() : agent.secrets);
        all.putAll(ofStep);
        return new AgentAccess(agent == null ? null : agent.http, all);
    }
}
