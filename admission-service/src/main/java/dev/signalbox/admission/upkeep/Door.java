package dev.signalbox.admission.upkeep;

import dev.signalbox.admission.upkeep.DoorCondition.Starting;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What those who answer requests and those who keep the leases tell each other. Safe for use by many threads. */
public final class Door {
    private final Semaphore calls = new Semaphore(0);
    private volatile DoorCondition condition = new Starting();
    private volatile int activeRuns;
    private volatile int waitingRuns;

    public DoorCondition condition() {
        return condition;
    }

    /** How many leases were held when somebody last looked. */
    public int activeRuns() {
        return activeRuns;
    }

    public void is(DoorCondition now) {
        condition = now;
    }

    /** How many runs waited for a lease when somebody last looked. */
    public int waitingRuns() {
        return waitingRuns;
    }

    public void waits(int runs) {
        waitingRuns = runs;
    }

    /** A place may be free for a run that waits. */
    public void callForReleases() {
        if (waitingRuns > 0) {
            callForUpkeep();
        }
    }

    public void holds(int leases) {
        activeRuns = leases;
    }

    /** Calls for the upkeep at once. */
    public void callForUpkeep() {
        if (calls.availablePermits() == 0) {
            calls.release();
        }
    }

    /** Blocks until somebody calls for the upkeep, at most for the rest. */
    public void awaitCall(Duration rest) throws InterruptedException {
        if (calls.tryAcquire(rest.toNanos(), TimeUnit.NANOSECONDS)) {
            calls.drainPermits();
        }
    }
}
