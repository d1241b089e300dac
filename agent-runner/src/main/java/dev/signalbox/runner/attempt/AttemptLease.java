package dev.signalbox.runner.attempt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How long this runner may go on with an attempt. The scheduler's lease begins anew when it reads a report; seen from here that was
 * not before the report was sent. All times are of {@link System#nanoTime}, never of the wall clock. Thread-safe.
 */
public final class AttemptLease {
    private final long usable;
    private final AtomicLong provenAt;

    /** @param usable the lease less the time it takes to kill a process */
    public AttemptLease(Duration usable, long sentAt) {
        this.usable = usable.toNanos();
        this.provenAt = new AtomicLong(sentAt);
    }

    /**
     * A report that was sent at {@code sentAt} has been acknowledged. One that was sent after the lease ran out renews nothing: the
     * attempt may have been given to another runner since.
     */
    public void renewedBy(long sentAt) {
        provenAt.accumulateAndGet(sentAt, (known, sent) -> sent - known > 0 && sent - known <= usable ? sent : known);
    }

    public boolean ranOut(long now) {
        return now - provenAt.get() > usable;
    }
}
