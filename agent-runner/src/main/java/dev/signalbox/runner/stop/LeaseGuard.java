package dev.signalbox.runner.stop;

import dev.signalbox.runner.attempt.LiveAttempt;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.attempt.StopOrder;
import java.util.function.LongSupplier;

/**
 * Kills what may not go on: an attempt of which the scheduler has not heard for most of its lease is about to be given to another runner,
 * and two of them must never work in one directory. Needs neither Kafka nor Redis.
 */
public final class LeaseGuard implements Runnable {
    private final RunningAttempts running;
    private final LongSupplier nanoTime;

    public LeaseGuard(RunningAttempts running, LongSupplier nanoTime) {
        this.running = running;
        this.nanoTime = nanoTime;
    }

    @Override
    public void run() {
        long now = nanoTime.getAsLong();
        for (LiveAttempt attempt : running.all()) {
            if (attempt.lease().ranOut(now)) {
                running.stop(attempt.ref(), StopOrder.LEASE_RAN_OUT);
            }
        }
    }
}
