package dev.signalbox.contracts.runner;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.spec.AgentType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A runner is there. On {@code signalbox.runners}, compacted, keyed by node, so that a runner that is started again takes the place of
 * the one before; a null value means that it has left in order.
 *
 * @param node the runner's place, the same across restarts
 * @param runner this start of it, as reports of attempts name it
 * @param pool the pool whose attempts it takes
 * @param adapters the types of agent it can drive
 * @param missing the types it could drive if their programs were there
 * @param places how many attempts it works on at a time
 * @param busy how many it works on now
 * @param working which agents it works for now; without those of which it has no attempt
 * @param host how busy its machine is; null when that cannot be told there
 * @param draining whether it takes nothing more and is about to leave
 * @param interval how often it says so
 * @param at when, by the runner's clock
 */
public record RunnerHeartbeat(
        String node,
        String runner,
        String pool,
        List<AgentType> adapters,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MissingProgram> missing,
        int places,
        int busy,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AgentAtWork> working,
        @Nullable HostLoad host,
        boolean draining,
        Duration interval,
        Instant at) {
    public RunnerHeartbeat {
        adapters = List.copyOf(adapters);
        missing = missing == null ? List.of() : List.copyOf(missing);
        working = working == null ? List.of() : List.copyOf(working);
    }

    /** A runner that misses no program. */
    public RunnerHeartbeat(
            String node,
            String runner,
            String pool,
            List<AgentType> adapters,
            int places,
            int busy,
            List<AgentAtWork> working,
            @Nullable HostLoad host,
            boolean draining,
            Duration interval,
            Instant at) {
        this(node, runner, pool, adapters, List.of(), places, busy, working, host, draining, interval, at);
    }
}
