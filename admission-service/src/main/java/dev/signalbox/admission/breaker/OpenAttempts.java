package dev.signalbox.admission.breaker;

import dev.signalbox.contracts.AttemptRef;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * The attempts that have started and not ended. Those among them that have been silent for long are the gap between calls and
 * results. Safe for use by many threads.
 */
public final class OpenAttempts {
    private final Map<AttemptRef, Instant> lastSign = new HashMap<>();
    private Instant lastChange = Instant.EPOCH;

    /** An attempt has started. */
    public synchronized void started(AttemptRef attempt, Instant at) {
        lastSign.put(attempt, at);
        lastChange = at;
    }

    /** An attempt is alive. */
    public synchronized void alive(AttemptRef attempt, Instant at) {
        lastSign.computeIfPresent(attempt, (known, before) -> at);
    }

    /** An attempt has ended. */
    public synchronized void ended(AttemptRef attempt, Instant at) {
        lastSign.remove(attempt);
        lastChange = at;
    }

    /**
     * How many attempts are silent. When for {@code quiet} none has started or ended, the silent ones are forgotten: nobody waits for
     * their results any more.
     */
    public synchronized int gap(Instant now, Duration silence, Duration quiet) {
        if (!lastChange.plus(quiet).isAfter(now)) {
            lastSign.values().removeIf(sign -> isSilent(sign, now, silence));
        }
        return (int) lastSign.values().stream()
                .filter(sign -> isSilent(sign, now, silence))
                .count();
    }

    private static boolean isSilent(Instant sign, Instant now, Duration silence) {
        return !sign.plus(silence).isAfter(now);
    }
}
