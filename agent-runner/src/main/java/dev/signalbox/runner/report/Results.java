package dev.signalbox.runner.report;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.port.EndReports;
import dev.signalbox.runner.report.port.OutcomeLog;
import dev.signalbox.runner.report.port.ResultSpool;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends the ends of attempts until each is acknowledged. A result that is not acknowledged soon is stored on disk, so that it outlives
 * this process; one that is given up by the sender is sent again. Results may therefore arrive twice; the scheduler knows them by attempt
 * and epoch. Thread-safe, but {@link #tend} belongs to one thread.
 */
public final class Results implements EndReports {
    private static final int LONGEST_MESSAGE = 2_000;

    private final OutcomeLog log;
    private final ResultSpool spool;
    private final String runner;
    private final Duration spoolAfter;
    private final Consumer<AttemptRef> settled;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Queue<Pending> pending = new ConcurrentLinkedQueue<>();
    private final Map<ResultSpool.Segment, Integer> segments = new HashMap<>();

    private enum Fate {
        UNDER_WAY,
        ACKNOWLEDGED,
        GIVEN_UP
    }

    private static final class Pending {
        final UnsentResult result;
        final long endedAt;
        volatile Fate fate = Fate.UNDER_WAY;
        ResultSpool.@Nullable Segment segment;

        Pending(UnsentResult result, long endedAt, ResultSpool.@Nullable Segment segment) {
            this.result = result;
            this.endedAt = endedAt;
            this.segment = segment;
        }
    }

    /** @param settled told when the end of an attempt has been acknowledged */
    public Results(
            OutcomeLog log,
            ResultSpool spool,
            String runner,
            Duration spoolAfter,
            Consumer<AttemptRef> settled,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.log = log;
        this.spool = spool;
        this.runner = runner;
        this.spoolAfter = spoolAfter;
        this.settled = settled;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public void ended(Assignment assignment, AttemptResult result) {
        ended(assignment.ref(), assignment.traceparent(), result);
    }

    public void ended(AttemptRef attempt, @Nullable String traceparent, AttemptResult result) {
        AttemptFinished finished = new AttemptFinished(attempt, runner, bounded(result), clock.instant());
        enter(new Pending(new UnsentResult(finished, traceparent), nanoTime.getAsLong(), null));
    }

    /** Sends again what an earlier run of this node left on disk. */
    public void resume(List<ResultSpool.Segment> stored) {
        for (ResultSpool.Segment segment : stored) {
            synchronized (segments) {
                segments.put(segment, segment.results().size());
            }
            segment.results().forEach(result -> enter(new Pending(result, nanoTime.getAsLong(), segment)));
        }
    }

    /** How many results have not been acknowledged. */
    public int unacknowledged() {
        return (int) pending.stream()
                .filter(result -> result.fate != Fate.ACKNOWLEDGED)
                .count();
    }

    /** How many results are on disk. */
    public int spooled() {
        synchronized (segments) {
            return segments.values().stream().mapToInt(Integer::intValue).sum();
        }
    }

    /** Forgets what was acknowledged, stores what waits too long, sends again what was given up. To be called often. */
    public void tend() {
        pending.removeIf(result -> {
            boolean done = result.fate == Fate.ACKNOWLEDGED;
            if (done) {
                unstore(result);
            }
            return done;
        });
        long overdue = nanoTime.getAsLong() - spoolAfter.toNanos();
        store(pending.stream()
                .filter(result -> result.segment == null && result.endedAt - overdue < 0)
                .toList());
        pending.stream().filter(result -> result.fate == Fate.GIVEN_UP).forEach(this::send);
    }

    private static AttemptResult bounded(AttemptResult result) {
        String message = result.message();
        return message == null || message.length() <= LONGEST_MESSAGE
                ? result
                : result.withMessage(message.substring(0, LONGEST_MESSAGE));
    }

    private void enter(Pending result) {
        pending.add(result);
        send(result);
    }

    private void send(Pending result) {
        result.fate = Fate.UNDER_WAY;
        log.send(result.result.finished(), result.result.traceparent(), failure -> {
            if (failure == null) {
                settled.accept(result.result.finished().attempt());
                result.fate = Fate.ACKNOWLEDGED;
            } else {
                result.fate = Fate.GIVEN_UP;
            }
        });
    }

    private void store(List<Pending> overdue) {
        if (overdue.isEmpty()) {
            return;
        }
        try {
            ResultSpool.Segment segment =
                    spool.store(overdue.stream().map(result -> result.result).toList());
            overdue.forEach(result -> result.segment = segment);
            synchronized (segments) {
                segments.put(segment, overdue.size());
            }
        } catch (IOException _) {
            // they stay in memory, and the spool has said why
        }
    }

    private void unstore(Pending result) {
        ResultSpool.Segment segment = result.segment;
        if (segment == null) {
            return;
        }
        synchronized (segments) {
            if (segments.merge(segment, -1, Integer::sum) == 0) {
                segments.remove(segment);
                spool.remove(segment);
            }
        }
    }
}
