package dev.signalbox.runner.report;

import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.runner.attempt.LiveAttempt;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.report.port.OutcomeLog;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * Tells the scheduler that attempts are still worked on, each once per interval, and renews their leases when that is acknowledged. At
 * most one heartbeat of an attempt is under way, so nothing piles up while Kafka is away. Nothing is said of an attempt whose lease has run
 * out: a runner that was frozen kills it before it says anything.
 */
public final class Heartbeats implements Runnable {
    private final RunningAttempts running;
    private final OutcomeLog log;
    private final String runner;
    private final Duration interval;
    private final InstantSource clock;
    private final LongSupplier nanoTime;

    public Heartbeats(
            RunningAttempts running,
            OutcomeLog log,
            String runner,
            Duration interval,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.running = running;
        this.log = log;
        this.runner = runner;
        this.interval = interval;
        this.clock = clock;
        this.nanoTime = nanoTime;
    }

    @Override
    public void run() {
        long now = nanoTime.getAsLong();
        for (LiveAttempt attempt : running.all()) {
            if (!attempt.lease().ranOut(now) && attempt.wantsHeartbeat(now, interval.toNanos())) {
                send(attempt);
            }
        }
    }

    private void send(LiveAttempt attempt) {
        long sentAt = nanoTime.getAsLong();
        AttemptHeartbeat heartbeat = new AttemptHeartbeat(attempt.ref(), runner, clock.instant());
        log.send(heartbeat, attempt.assignment().traceparent(), failure -> {
            if (failure == null) {
                attempt.lease().renewedBy(sentAt);
            }
            attempt.heartbeatSettled();
        });
    }
}
