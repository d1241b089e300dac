package dev.signalbox.admission.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How often something failed lately. Remembers no more than it needs. Safe for use by many threads. */
public final class RecentFailures {
    private final int most;
    private final Duration window;
    private final Deque<Instant> failures = new ArrayDeque<>();

    /** @param most how many may fail within {@code window} */
    public RecentFailures(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    public synchronized void failed(Instant at) {
        failures.addLast(at);
        if (failures.size() > most + 1) {
            failures.removeFirst();
        }
    }

    /** It works: what failed before does not count any more. */
    public synchronized void succeeded() {
        failures.clear();
    }

    /** Whether more failed within the window than may. */
    public synchronized boolean areTooMany(Instant now) {
        failures.removeIf(failure -> !failure.plus(window).isAfter(now));
        return failures.size() > most;
    }
}
