package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A tripwire that an attempt has touched, and what became of the attempt.
 *
 * @param place which of the tripwires of the attempt it is; 0 for the first
 * @param at when it was recorded
 * @param outcome how the attempt ended; null while it has not
 * @param total what the attempt has used
 */
public record TouchedTripwire(
        StepKey key,
        int attempt,
        int place,
        Trip trip,
        Instant at,
        @Nullable AttemptOutcome outcome,
        Usage total) {
    /** What the attempt cost after it had touched the tripwire, in US dollars. */
    public BigDecimal usdAfter() {
        return total.costUsd().subtract(trip.usage().costUsd()).max(BigDecimal.ZERO);
    }

    /** How many tokens it used after that. */
    public long tokensAfter() {
        return Math.max(0, total.tokens() - trip.usage().tokens());
    }
}
