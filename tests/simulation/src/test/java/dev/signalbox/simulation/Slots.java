package dev.signalbox.simulation;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.runner.slot.SlotAnswer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the script of slots does in Redis: leases under one cap, counted anew when they were lost or not kept up. */
final class Slots {
    private static final Duration LEASE = Duration.ofSeconds(10);

    private static final long NOT_BEGUN = -1;

    private record Lease(String runner, long endsAt) {}

    private final int cap;
    private final Time time;
    private final Faults faults;
    private final Map<AttemptRef, Lease> leases = new HashMap<>();
    private final Set<String> named = new HashSet<>();
    private boolean counted = true;
    private long lastKeptUp;
    private long recoveringUntil;
    private boolean down;

    Slots(int cap, Time time, Faults faults) {
        this.cap = cap;
        this.time = time;
        this.faults = faults;
    }

    void isDown(boolean now) {
        down = now;
    }

    SlotAnswer acquire(String runner, Set<String> runners, List<AttemptRef> attempts) {
        if (down) {
            return new SlotAnswer.Unavailable("Redis is away");
        }
        look(runners);
        if (!counted) {
            return new SlotAnswer.Recovering(Duration.ofNanos(Math.max(0, recoveringUntil - time.nanos())));
        }
        int granted = Math.min(Math.max(0, cap - leases.size()), attempts.size());
        attempts.subList(0, granted).forEach(attempt -> leases.put(attempt, lease(runner)));
        return new SlotAnswer.Granted(granted, leases.size());
    }

    void release(AttemptRef attempt) {
        if (!down && !faults.isBroken(Faults.Broken.SLOTS_ARE_NOT_GIVEN_BACK)) {
            leases.remove(attempt);
        }
    }

    /** A runner names what it holds. */
    void renew(String runner, Collection<AttemptRef> held) {
        if (down) {
            return;
        }
        lookWithoutRunners();
        lastKeptUp = time.nanos();
        named.add(runner);
        held.forEach(attempt -> leases.put(attempt, lease(runner)));
        if (faults.isBroken(Faults.Broken.SLOTS_ARE_NOT_GIVEN_BACK)) {
            leases.replaceAll((attempt, lease) -> lease.runner().equals(runner) ? lease(runner) : lease);
        }
    }

    void loseEverything() {
        leases.clear();
        named.clear();
        if (!faults.isBroken(Faults.Broken.SLOTS_ARE_FORGOTTEN_WHEN_REDIS_LOSES_ITS_DATA)) {
            counted = false;
            recoveringUntil = NOT_BEGUN;
        }
    }

    int inUse() {
        lookWithoutRunners();
        return leases.size();
    }

    int cap() {
        return cap;
    }

    private void look(Set<String> runners) {
        lookWithoutRunners();
        if (!counted && recoveringUntil == NOT_BEGUN) {
            countAnew();
        }
        if (!counted && (named.containsAll(runners) || time.nanos() >= recoveringUntil)) {
            counted = true;
        }
    }

    private void lookWithoutRunners() {
        leases.values().removeIf(lease -> lease.endsAt() <= time.nanos());
        if (time.nanos() - lastKeptUp > LEASE.toNanos()) {
            named.clear();
            countAnew();
            lastKeptUp = time.nanos();
        }
    }

    private void countAnew() {
        counted = false;
        recoveringUntil = time.nanos() + LEASE.toNanos();
    }

    private Lease lease(String runner) {
        return new Lease(runner, time.nanos() + LEASE.toNanos());
    }
}
