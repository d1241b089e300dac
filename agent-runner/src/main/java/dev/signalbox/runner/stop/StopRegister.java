package dev.signalbox.runner.stop;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.StopCause;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The attempts the scheduler has ordered to stop. An order is remembered for a while, because its attempt may still wait in a topic;
 * the first order for an attempt counts. Thread-safe.
 */
public final class StopRegister {
    private final Duration memory;
    private final Map<AttemptRef, Stop> stops = new LinkedHashMap<>();
    private long version;

    private record Stop(StopCause cause, Instant orderedAt) {}

    public StopRegister(Duration memory) {
        this.memory = memory;
    }

    /** Enters an order and forgets those that are older than the memory, seen from this one. */
    public synchronized void enter(AttemptRef attempt, StopCause cause, Instant orderedAt) {
        stops.putIfAbsent(attempt, new Stop(cause, orderedAt));
        version++;
        forgetBefore(orderedAt.minus(memory));
    }

    private void forgetBefore(Instant limit) {
        Iterator<Stop> oldestFirst = stops.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().orderedAt().isBefore(limit)) {
            oldestFirst.remove();
        }
    }

    public synchronized Optional<StopCause> causeFor(AttemptRef attempt) {
        return Optional.ofNullable(stops.get(attempt)).map(Stop::cause);
    }

    /** Grows with every order, so that a reader can tell whether there is anything new. */
    public synchronized long version() {
        return version;
    }

    public synchronized int size() {
        return stops.size();
    }
}
