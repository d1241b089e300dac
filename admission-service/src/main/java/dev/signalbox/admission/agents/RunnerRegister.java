package dev.signalbox.admission.agents;

import dev.signalbox.contracts.api.RunnerState;
import dev.signalbox.contracts.api.RunnerView;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * The runners, by their nodes, with their last words. One thread notes what they say, any thread looks. What each says of its machine
 * ({@link RunnerHeartbeat#host}) counts while it is {@link RunnerState#READY} or {@link RunnerState#DRAINING}: a silent runner's reading
 * is too old to decide by.
 */
public final class RunnerRegister {
    private record Heard(RunnerHeartbeat last, Instant at) {}

    private final Map<String, Heard> runners = new ConcurrentSkipListMap<>();
    private final Patience patience;

    public RunnerRegister(Patience patience) {
        this.patience = patience;
    }

    /** A runner was heard of; what it said before no longer counts. */
    public void heard(RunnerHeartbeat heartbeat, Instant at) {
        runners.put(heartbeat.node(), new Heard(heartbeat, at));
    }

    /** A runner has left in order. */
    public void left(String node) {
        runners.remove(node);
    }

    /** All runners, in the order of their nodes. Those that have been dead for long are forgotten. */
    public List<RunnerView> at(Instant now) {
        runners.values()
                .removeIf(heard -> silence(heard, now).compareTo(patience.forgottenAfter()) > 0
                        && state(heard, now) == RunnerState.DEAD);
        return runners.values().stream()
                .map(heard -> new RunnerView(state(heard, now), heard.at(), heard.last()))
                .toList();
    }

    private RunnerState state(Heard heard, Instant now) {
        Duration silence = silence(heard, now);
        Duration interval = heard.last().interval();
        if (silence.compareTo(interval.multipliedBy(patience.deadAfter())) > 0) {
            return RunnerState.DEAD;
        }
        if (silence.compareTo(interval.multipliedBy(patience.unhealthyAfter())) > 0) {
            return RunnerState.UNHEALTHY;
        }
        return heard.last().draining() ? RunnerState.DRAINING : RunnerState.READY;
    }

    private static Duration silence(Heard heard, Instant now) {
        return Duration.between(heard.at(), now);
    }
}
