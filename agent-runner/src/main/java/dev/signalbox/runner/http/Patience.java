package dev.signalbox.runner.http;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How long a service that is asked again and again is left alone before the next time, and how long it may be silent: the time for which it
 * asks to be left alone is no silence. Used by one thread.
 */
public final class Patience {
    private final Duration every;
    private final Duration silence;
    private final LongSupplier nanos;
    private Duration wait;
    private long silentSince;

    /**
     * @param every how long it is left alone when it does not ask for another time
     * @param silence how long it may be silent, from now on at first
     * @param nanos the clock, as {@link System#nanoTime}
     */
    public Patience(Duration every, Duration silence, LongSupplier nanos) {
        this.every = every;
        this.silence = silence;
        this.nanos = nanos;
        this.wait = every;
        this.silentSince = nanos.getAsLong();
    }

    /** How long to wait before it is asked the next time. What it asked for counts once. */
    public Duration nextWait() {
        Duration next = wait;
        wait = every;
        return next;
    }

    /** It asks to be left alone from now on; when for no time at all, as long as always. */
    public void askedToWait(Duration time) {
        if (time.isPositive()) {
            wait = time;
            notSilentBefore(nanos.getAsLong() + time.toNanos());
        }
    }

    /** It has said how the work is doing. */
    public void answered() {
        notSilentBefore(nanos.getAsLong());
    }

    /** Whether it has been silent for longer than it may. */
    public boolean isOver() {
        return nanos.getAsLong() - silentSince > silence.toNanos();
    }

    private void notSilentBefore(long moment) {
        if (moment - silentSince > 0) {
            silentSince = moment;
        }
    }
}
