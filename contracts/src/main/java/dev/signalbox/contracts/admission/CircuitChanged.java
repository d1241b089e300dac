package dev.signalbox.contracts.admission;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker of admission changed. On {@code signalbox.admissions}, keyed by {@code *}; sent again it has the same id.
 *
 * @param id names the change; a UUID of version 7
 * @param version how many changes there were, this one included, since the state was new
 * @param from where it was
 * @param to where it is now
 * @param cause why it is open, or why it was when it last opened; null when it never opened
 * @param reason the same in a sentence
 * @param by who did it: a person, or {@code admission}
 * @param until when the cooldown is over; null when it is not open
 * @param at when
 */
public record CircuitChanged(
        String id,
        long version,
        CircuitStatus from,
        CircuitStatus to,
        @Nullable CircuitCause cause,
        String reason,
        String by,
        @Nullable Instant until,
        Instant at)
        implements AdmissionFact {}
