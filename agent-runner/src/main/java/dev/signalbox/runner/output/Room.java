package dev.signalbox.runner.output;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds what is on its way. Who sends waits for room as long as something arrives, however slowly: so an agent that prints faster than its
 * output can be taken prints slower, and nothing is lost. When nothing has arrived for a while nobody waits any more. Thread-safe.
 */
public final class Room {
    private static final long LOOK_AGAIN_MILLIS = 100;

    private final long capacity;
    private final long patience;
    private final LongSupplier nanoTime;
    private long used;
    private long arrivedAt;

    /**
     * @param capacity how many bytes may be on their way
     * @param patience how long nothing may arrive before nobody waits any more
     */
    public Room(long capacity, Duration patience, LongSupplier nanoTime) {
        this.capacity = capacity;
        this.patience = patience.toNanos();
        this.nanoTime = nanoTime;
    }

    /** Takes room for so many bytes, waiting for it if there is hope; false when there is none. What is alone always fits. */
    public synchronized boolean enter(long bytes) {
        if (used == 0) {
            arrivedAt = nanoTime.getAsLong();
        }
        try {
            while (used > 0 && used + bytes > capacity) {
                if (nanoTime.getAsLong() - arrivedAt >= patience) {
                    return false;
                }
                wait(LOOK_AGAIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        used += bytes;
        return true;
    }

    /** What took room has arrived. */
    public synchronized void arrived(long bytes) {
        arrivedAt = nanoTime.getAsLong();
        leave(bytes);
    }

    /** What took room will not arrive. */
    public synchronized void leave(long bytes) {
        used -= bytes;
        notifyAll();
    }
}
