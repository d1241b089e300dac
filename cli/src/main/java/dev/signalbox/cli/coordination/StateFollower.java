package dev.signalbox.cli.coordination;

import dev.signalbox.client.ClientException;
import dev.signalbox.client.ProblemException;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StepView;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Keeps the state file true while somebody watches, and cancels the run when its cancel flag appears. Thread-safe. */
final class StateFollower {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final SignalboxClient client;
    private final CoordinationStates states;
    private final RunId run;
    private CoordinationState state;
    private boolean cancelled;

    /** Ends the looking when it is closed. */
    interface Background extends AutoCloseable {
        @Override
        void close();
    }

    /** @param state of a coordination that has a run */
    StateFollower(SignalboxClient client, CoordinationStates states, CoordinationState state) {
        this.client = client;
        this.states = states;
        this.run = Objects.requireNonNull(state.run());
        this.state = state;
    }

    /** Looks once: honours the flag, asks the door, writes the state file. */
    synchronized CoordinationState look() throws IOException {
        honourFlag();
        RunView view = client.run(run);
        List<StepView> steps = client.steps(run);
        CoordinationState seen = state.seen(view, steps, Instant.now());
        states.save(seen);
        state = seen;
        return seen;
    }

    /** Cancels the run once when somebody has asked for it. */
    synchronized void honourFlag() {
        if (cancelled || state.success() != null || !states.isCancelAsked(state.id())) {
            return;
        }
        try {
            client.cancel(run, "the flag " + state.id() + ".cancel was set");
        } catch (ProblemException e) {
            if (e.code() != ProblemCode.RUN_ALREADY_ENDED) {
                throw e;
            }
        }
        cancelled = true;
    }

    /** Looks again and again until the answer is closed. What goes wrong meanwhile is tried again the next time. */
    Background inBackground() {
        ScheduledExecutorService looker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("state-follower").factory());
        looker.scheduleWithFixedDelay(this::lookQuietly, 0, BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
        return looker::shutdownNow;
    }

    private void lookQuietly() {
        try {
            look();
        } catch (IOException | ClientException again) {
            // The next look, or the last one by the thread that waits, finds out.
        }
    }
}
