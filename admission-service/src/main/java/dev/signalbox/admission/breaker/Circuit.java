package dev.signalbox.admission.breaker;

import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.admission.CircuitStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker at one moment. All times are on the clock of the shared state.
 *
 * @param version how many changes there were
 * @param status where it is
 * @param cause why it is open, or why it was when it last opened; null when it never opened
 * @param reason the last change in a sentence
 * @param by who made the last change
 * @param since when it changed last; null when it never did
 * @param until when the cooldown is over; null when it is not open, or stays open until somebody resets it
 * @param trips how often it left the closed status
 */
public record Circuit(
        long version,
        CircuitStatus status,
        @Nullable CircuitCause cause,
        String reason,
        String by,
        @Nullable Instant since,
        @Nullable Instant until,
        long trips) {
    /** A breaker that never opened. */
    public static final Circuit NEW =
            new Circuit(0, CircuitStatus.CLOSED, null, "it never opened", "admission", null, null, 0);

    /** Whether it is open and its cooldown is over. */
    public boolean hasCooledDown(Instant now) {
        return status == CircuitStatus.OPEN && until != null && !now.isBefore(until);
    }
}
