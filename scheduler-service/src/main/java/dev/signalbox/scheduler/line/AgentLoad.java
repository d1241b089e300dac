package dev.signalbox.scheduler.line;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.spec.AgentSpec;
import java.util.HashMap;
import java.util.Map;

/** How many steps each agent of a workspace works on. */
public final class AgentLoad {
    private final Map<AgentId, Integer> inFlight = new HashMap<>();

    public boolean hasRoom(AgentSpec agent) {
        return inFlight.getOrDefault(agent.id(), 0) < agent.capacity();
    }

    public boolean isIdle(AgentId agent) {
        return !inFlight.containsKey(agent);
    }

    public void take(AgentId agent) {
        inFlight.merge(agent, 1, Integer::sum);
    }

    public void giveBack(AgentId agent) {
        inFlight.computeIfPresent(agent, (id, count) -> count > 1 ? count - 1 : null);
    }
}
