package dev.signalbox.admission.agents;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.AgentDrain;
import dev.signalbox.contracts.admission.AgentStanding;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.api.AgentState;
import dev.signalbox.contracts.api.AgentView;
import dev.signalbox.contracts.api.RunnerState;
import dev.signalbox.contracts.api.RunnerView;
import dev.signalbox.contracts.runner.AgentAtWork;
import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.contracts.spec.AgentSpec;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells how the agents of workspaces are doing, out of what the scheduler says of them and what the runners say of themselves. Agents
 * that definitions of runs bring are on it while a runner works for them, or when they were drained.
 */
public final class AgentRoll {
    private record Agent(WorkspaceId workspace, AgentId id) {}

    private final List<RunnerView> runners;
    private final Map<Agent, Integer> busy = new HashMap<>();

    private AgentRoll(List<RunnerView> runners) {
        this.runners = runners;
        for (RunnerView runner : runners) {
            if (runner.state() != RunnerState.DEAD) {
                for (AgentAtWork at : runner.last().working()) {
                    busy.merge(new Agent(at.workspace(), at.agent()), at.attempts(), Integer::sum);
                }
            }
        }
    }

    /**
     * The agents, by workspace and id.
     *
     * @param wanted the workspaces to tell of
     */
    public static List<AgentView> of(
            Collection<WorkspaceStatusChanged> workspaces, List<RunnerView> runners, Predicate<WorkspaceId> wanted) {
        return new AgentRoll(runners).call(workspaces, wanted);
    }

    private List<AgentView> call(Collection<WorkspaceStatusChanged> workspaces, Predicate<WorkspaceId> wanted) {
        Map<Agent, AgentView> views = new TreeMap<>(
                Comparator.comparing((Agent agent) -> agent.workspace().value()).thenComparing(Agent::id));
        for (Agent agent : busy.keySet()) {
            views.put(agent, view(agent.workspace(), new AgentStanding(agent.id(), null, null, null, null)));
        }
        for (WorkspaceStatusChanged workspace : workspaces) {
            for (AgentStanding standing : workspace.agents()) {
                views.put(new Agent(workspace.workspace(), standing.id()), view(workspace.workspace(), standing));
            }
        }
        return views.values().stream()
                .filter(view -> wanted.test(view.workspace()))
                .toList();
    }

    private AgentView view(WorkspaceId workspace, AgentStanding standing) {
        int attempts = busy.getOrDefault(new Agent(workspace, standing.id()), 0);
        AgentState state = state(standing, attempts);
        return new AgentView(
                workspace,
                standing.id(),
                state,
                reason(standing, state, attempts),
                attempts,
                standing.spec(),
                standing.registeredBy(),
                standing.registeredAt(),
                standing.drain());
    }

    private AgentState state(AgentStanding standing, int attempts) {
        AgentDrain drain = standing.drain();
        if (drain != null) {
            return drain.drainedAt() == null ? AgentState.DRAINING : AgentState.DRAINED;
        }
        return switch (bestRunnerOf(standing.spec())) {
            case null -> misses(standing.spec()) == null ? AgentState.DEAD : AgentState.UNHEALTHY;
            case READY -> attempts > 0 ? AgentState.BUSY : AgentState.IDLE;
            case DRAINING -> AgentState.DRAINING;
            case UNHEALTHY -> AgentState.UNHEALTHY;
            case DEAD -> AgentState.DEAD;
        };
    }

    /** The state of the best runner that drives an agent; one that a definition brings is only known while a runner works for it. */
    private @Nullable RunnerState bestRunnerOf(@Nullable AgentSpec spec) {
        if (spec == null) {
            return RunnerState.READY;
        }
        return runners.stream()
                .filter(runner -> runner.last().pool().equals(spec.pool()))
                .filter(runner -> drives(runner.last(), spec))
                .map(RunnerView::state)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private String unhealthy(AgentSpec spec, String runnersOfPool) {
        String missing = bestRunnerOf(spec) == null ? misses(spec) : null;
        return missing == null ? "no " + runnersOfPool + " takes work just now" : missing;
    }

    /** A runner drives an agent that names a program of its own, also when the usual one is missing. */
    private static boolean drives(RunnerHeartbeat runner, AgentSpec spec) {
        return runner.adapters().contains(spec.type())
                || (!spec.command().isEmpty() && missing(runner, spec).isPresent());
    }

    private static Optional<MissingProgram> missing(RunnerHeartbeat runner, AgentSpec spec) {
        return runner.missing().stream()
                .filter(missing -> missing.type().equals(spec.type()))
                .findFirst();
    }

    /** What living runners of its pool lack to drive an agent, in words; null when none would drive it anyway. */
    private @Nullable String misses(@Nullable AgentSpec spec) {
        if (spec == null) {
            return null;
        }
        List<String> nodes = runners.stream()
                .filter(runner -> runner.state() != RunnerState.DEAD)
                .map(RunnerView::last)
                .filter(runner -> runner.pool().equals(spec.pool()))
                .flatMap(runner -> missing(runner, spec)
                        .map(missing -> missing.program() + " is not found on the PATH of runner " + runner.node())
                        .stream())
                .toList();
        return nodes.isEmpty() ? null : String.join(", ", nodes);
    }

    private String reason(AgentStanding standing, AgentState state, int attempts) {
        AgentDrain drain = standing.drain();
        AgentSpec spec = standing.spec();
        if (drain != null) {
            String why = drain.reason().isEmpty() ? "" : ": " + drain.reason();
            return (drain.removing() ? "removed by " : "drained by ") + drain.requestedBy() + why;
        }
        if (spec == null) {
            return "works on " + attempts + ", brought by the definition of a run";
        }
        String runnersOfPool = "runner of pool " + spec.pool() + " that drives agents of type " + spec.type();
        return switch (state) {
            case IDLE, BUSY -> "works on " + attempts + " of at most " + spec.capacity();
            case UNHEALTHY -> unhealthy(spec, runnersOfPool);
            case DEAD -> "there is no " + runnersOfPool;
            case DRAINING -> "every " + runnersOfPool + " is being shut down";
            case DRAINED -> throw new IllegalStateException("nobody drained it");
        };
    }
}
