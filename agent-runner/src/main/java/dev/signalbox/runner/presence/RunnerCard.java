package dev.signalbox.runner.presence;

import dev.signalbox.contracts.spec.AgentType;
import java.time.Duration;
import java.util.List;

/**
 * What does not change about a runner while it lives.
 *
 * @param node its place, the same across restarts
 * @param runner this start of it
 * @param pool the pool whose attempts it takes
 * @param adapters the types of agent it can drive
 * @param places how many attempts it works on at a time
 * @param interval how often it says that it is there
 */
public record RunnerCard(
        String node, String runner, String pool, List<AgentType> adapters, int places, Duration interval) {
    public RunnerCard {
        adapters = adapters.stream().sorted().toList();
    }
}
