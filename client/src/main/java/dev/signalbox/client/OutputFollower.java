package dev.signalbox.client;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.event.StepStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Looks for new output of a step, attempt after attempt, until its last attempt has ended and all of it has arrived. */
final class OutputFollower {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    /** Output and events travel on two topics: the end of an attempt may be known before its last words. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(2);

    private final SignalboxClient client;
    private final Patience patience;
    private final RunId run;
    private final StepId step;
    private final Consumer<OutputChunk> consumer;

    OutputFollower(SignalboxClient client, Patience patience, RunId run, StepId step, Consumer<OutputChunk> consumer) {
        this.client = client;
        this.patience = patience;
        this.run = run;
        this.step = step;
        this.consumer = consumer;
    }

    void follow(OptionalInt only) {
        StepView seen = client.step(run, step);
        int attempt = only.orElse(Math.max(seen.attempt(), 1));
        while (true) {
            boolean begun = followAttempt(attempt);
            seen = client.step(run, step);
            if (only.isPresent() || !begun || (seen.status().isTerminal() && seen.attempt() <= attempt)) {
                return;
            }
            attempt++;
        }
    }

    /** Whether the attempt ever began. */
    private boolean followAttempt(int attempt) {
        Backoff outage = new Backoff(patience.outage());
        long lastChunk = 0;
        long bytes = 0;
        long endedAt = 0;
        while (true) {
            StepView seen = patiently(outage, () -> client.step(run, step));
            boolean ended = hasEnded(seen, attempt);
            long behind = lastChunk;
            Page<OutputChunk> page = patiently(outage, () -> client.output(run, step, OptionalInt.of(attempt), behind));
            for (OutputChunk chunk : page.items()) {
                consumer.accept(chunk);
                lastChunk = chunk.number();
                bytes += chunk.droppedBytes() + chunk.text().getBytes(StandardCharsets.UTF_8).length;
            }
            if (seen.status().isTerminal() && seen.attempt() < attempt) {
                return false;
            }
            if (ended && page.items().isEmpty()) {
                endedAt = endedAt == 0 ? System.nanoTime() : endedAt;
                if (hasAll(seen, attempt, bytes) || System.nanoTime() - endedAt > LAST_WORDS.toNanos()) {
                    return true;
                }
            }
            if (page.items().isEmpty()) {
                Backoff.rest(BETWEEN_LOOKS);
            }
        }
    }

    /** A step that is not in flight is done with its last attempt, even when it waits for the next. */
    private static boolean hasEnded(StepView seen, int attempt) {
        boolean inFlight = seen.status() == StepStatus.DISPATCHED || seen.status() == StepStatus.RUNNING;
        return seen.attempt() > attempt || (seen.attempt() == attempt && !inFlight);
    }

    private static boolean hasAll(StepView seen, int attempt, long bytes) {
        return seen.attempt() == attempt
                && seen.result() != null
                && bytes >= seen.result().outputBytes();
    }

    private static <T> T patiently(Backoff outage, Supplier<T> read) {
        while (true) {
            try {
                T value = read.get();
                outage.reset();
                return value;
            } catch (UnreachableException e) {
                outage.restOrThrow(e);
            } catch (ProblemException e) {
                if (!SignalboxClient.isOutage(e.problem())) {
                    throw e;
                }
                outage.restOrThrow(e);
            }
        }
    }
}
