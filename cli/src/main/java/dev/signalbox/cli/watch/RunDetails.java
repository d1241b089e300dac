package dev.signalbox.cli.watch;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a run's cards say beside its progress: goal, usage, and the end of what each step has printed. Safe for use by many threads. */
public final class RunDetails {
    private static final int MOST_KEPT = 4_000;

    private final Map<AgentId, AgentType> types = new HashMap<>();
    private final Map<StepId, AgentId> named = new HashMap<>();
    private final Map<StepId, Map<Integer, Usage>> usage = new HashMap<>();
    private final Map<StepId, String> printed = new HashMap<>();
    private final Map<StepId, String> tripped = new HashMap<>();
    private String goal = "";
    private boolean sequence;

    /** Takes what an event says about it. */
    public synchronized void apply(RunEvent event) {
        if (event.data() instanceof RunAccepted accepted) {
            begin(accepted.spec());
        } else if (event.data() instanceof UsageRecorded recorded) {
            used(recorded.step(), recorded.attempt(), recorded.usage());
        } else if (event.data() instanceof StepDispatched dispatched) {
            tripped.remove(dispatched.step());
        } else if (event.data() instanceof TripwireTripped touched) {
            tripped.merge(touched.step(), touched.trip().tripwire().word(), (all, more) -> all + ", " + more);
        } else if (event.data() instanceof StepSucceeded succeeded) {
            ended(succeeded.step(), succeeded.attempt(), succeeded.result());
        } else if (event.data() instanceof StepFailed failed) {
            ended(failed.step(), failed.attempt(), failed.result());
        } else if (event.data() instanceof StepBackingOff resting) {
            ended(resting.step(), resting.attempt(), resting.result());
        }
    }

    private void begin(RunSpec spec) {
        goal = String.valueOf(spec.carried().getOrDefault("goal", ""));
        for (AgentSpec agent : spec.agents()) {
            types.put(agent.id(), agent.type());
        }
        for (StepSpec step : spec.steps()) {
            Optional.ofNullable(step.agent()).ifPresent(agent -> named.put(step.id(), agent));
        }
        sequence = isSequence(spec.steps());
    }

    private static boolean isSequence(List<StepSpec> steps) {
        for (int at = 1; at < steps.size(); at++) {
            if (!steps.get(at).dependsOn().equals(List.of(steps.get(at - 1).id()))) {
                return false;
            }
        }
        return steps.size() > 1;
    }

    private void used(StepId step, int attempt, Usage amount) {
        usage.computeIfAbsent(step, first -> new TreeMap<>()).put(attempt, amount);
    }

    private void ended(StepId step, int attempt, AttemptResult result) {
        if (!result.usage().equals(Usage.NONE)) {
            used(step, attempt, result.usage());
        }
        if (result.output() != null) {
            printed.put(step, result.output());
        }
    }

    /** What the run is to achieve; empty when its definition has no goal. */
    public synchronized String goal() {
        return goal;
    }

    /** Whether each step follows the one before it and nothing else. */
    public synchronized boolean isSequence() {
        return sequence;
    }

    /** The agent of a step: who has it, else who must take it. */
    public synchronized Optional<AgentId> agent(StepRow row) {
        return Optional.ofNullable(row.agent()).or(() -> Optional.ofNullable(named.get(row.step())));
    }

    /** What drives an agent; null for one that the run does not declare. */
    public synchronized @Nullable AgentType type(AgentId agent) {
        return types.get(agent);
    }

    /** What all attempts of a step have used so far. */
    public synchronized Usage usage(StepId step) {
        return usage.getOrDefault(step, Map.of()).values().stream().reduce(Usage.NONE, Usage::plus);
    }

    /** The tripwires of the governor that the last attempt at a step has touched; empty when it has touched none. */
    public synchronized String tripped(StepId step) {
        return tripped.getOrDefault(step, "");
    }

    /** Adds to what a step has printed. */
    public synchronized void print(StepId step, String text) {
        String all = printed.getOrDefault(step, "") + text;
        printed.put(step, all.substring(Math.max(0, all.length() - MOST_KEPT)));
    }

    /** Forgets what a step has printed, for its next attempt. */
    public synchronized void forget(StepId step) {
        printed.remove(step);
    }

    /** The end of what a step has printed; empty when nothing is known. */
    public synchronized String printed(StepId step) {
        return printed.getOrDefault(step, "");
    }
}
