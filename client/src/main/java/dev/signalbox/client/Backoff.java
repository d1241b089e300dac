package dev.signalbox.client;

import java.time.Duration;
import java.util.OptionalLong;

/** Rests between tries, twice as long each time, until an outage has lasted too long. For one thread. */
final class Backoff {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final Duration patience;
    private OptionalLong failingSince = OptionalLong.empty();
    private Duration next = FIRST;

    Backoff(Duration patience) {
        this.patience = patience;
    }

    /** Forgets the outage: all is well again. */
    void reset() {
        failingSince = OptionalLong.empty();
        next = FIRST;
    }

    /** Rests, or throws the failure when the patience is used up. */
    void restOrThrow(ClientException failure) {
        long now = System.nanoTime();
        failingSince = OptionalLong.of(failingSince.orElse(now));
        if (now - failingSince.getAsLong() > patience.toNanos()) {
            throw failure;
        }
        rest(next);
        next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
    }

    static void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(e);
        }
    }
}
