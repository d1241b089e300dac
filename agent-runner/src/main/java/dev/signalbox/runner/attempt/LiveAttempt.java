package dev.signalbox.runner.attempt;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptResult;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** An attempt that has begun and has not been reported as ended. The first order to stop decides its outcome. Thread-safe. */
public final class LiveAttempt {
    private final Assignment assignment;
    private final AttemptLease lease;
    private final long begunAt;
    private final AtomicReference<@Nullable StopOrder> order = new AtomicReference<>();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean heartbeatUnderWay = new AtomicBoolean();
    private volatile long heartbeatAt;
    private volatile @Nullable Work work;
    private volatile @Nullable Future<?> timeout;

    LiveAttempt(Assignment assignment, AttemptLease lease, long begunAt) {
        this.assignment = assignment;
        this.lease = lease;
        this.begunAt = begunAt;
        this.heartbeatAt = begunAt;
    }

    public AttemptRef ref() {
        return assignment.ref();
    }

    public Assignment assignment() {
        return assignment;
    }

    public AttemptLease lease() {
        return lease;
    }

    /** When it began, by {@link System#nanoTime}. */
    public long begunAt() {
        return begunAt;
    }

    /** Whether a heartbeat should be sent now. Says so once; {@link #heartbeatSettled} makes room for the next. */
    public boolean wantsHeartbeat(long now, long intervalNanos) {
        if (now - heartbeatAt < intervalNanos || !heartbeatUnderWay.compareAndSet(false, true)) {
            return false;
        }
        heartbeatAt = now;
        return true;
    }

    public void heartbeatSettled() {
        heartbeatUnderWay.set(false);
    }

    void isWorkedOnBy(Work begun) {
        work = begun;
        StopOrder given = order.get();
        if (given != null) {
            begun.stop(given);
        }
    }

    void endsBy(Future<?> timer) {
        timeout = timer;
        if (ended.get()) {
            timer.cancel(false);
        }
    }

    void stop(StopOrder given) {
        order.compareAndSet(null, given);
        Work begun = work;
        if (begun != null) {
            begun.stop(given);
        }
    }

    /** Runs something when nothing of its work is left here. */
    void whenGone(Runnable then) {
        Work begun = work;
        if (begun == null) {
            then.run();
        } else {
            begun.whenGone(then);
        }
    }

    /** Ends it; null when it had ended before. */
    @Nullable
    AttemptResult end(AttemptResult actual) {
        if (!ended.compareAndSet(false, true)) {
            return null;
        }
        Future<?> timer = timeout;
        if (timer != null) {
            timer.cancel(false);
        }
        StopOrder given = order.get();
        return given == null ? actual : given.over(actual);
    }
}
