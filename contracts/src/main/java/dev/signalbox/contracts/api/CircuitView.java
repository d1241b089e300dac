package dev.signalbox.contracts.api;

import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.admission.CircuitStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The circuit breaker, as {@code GET /v1/admission/circuit} shows it.
 *
 * @param status where it is
 * @param cause why it is open, or why it was when it last opened; null when it never opened
 * @param reason the last change in a sentence
 * @param by who made the last change: a person, or {@code admission}
 * @param since when it changed last; null when it never did
 * @param until when the cooldown is over; null when it is not open
 * @param trips how often it went from closed to open
 * @param probesLeft how many runs are still let in on trial; null when it is not half-open
 * @param activeRuns how many runs are live
 * @param activeSlots how many agent processes have a slot
 * @param waitingRuns how many runs wait for a place
 * @param gap how many attempts have started, not ended, and shown no sign of life lately
 * @param gapMax above which gap it opens
 * @param pressure the worst machine as it was last heard of; null when none was lately
 * @param machines every machine that was heard of lately, the worst first
 */
public record CircuitView(
        CircuitStatus status,
        @Nullable CircuitCause cause,
        String reason,
        String by,
        @Nullable Instant since,
        @Nullable Instant until,
        long trips,
        @Nullable Integer probesLeft,
        int activeRuns,
        int activeSlots,
        int waitingRuns,
        int gap,
        int gapMax,
        @Nullable PressureView pressure,
        List<PressureView> machines) {
    public CircuitView {
        machines = machines == null ? List.of() : List.copyOf(machines);
    }
}
