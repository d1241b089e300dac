package dev.signalbox.admission.breaker;

import dev.signalbox.admission.breaker.CircuitInput.Kind;
import dev.signalbox.contracts.admission.CircuitStatus;
import java.util.List;
import java.util.Optional;

/** One line of the table of transitions. What is not in the table changes nothing. */
public record CircuitTransition(CircuitStatus from, Kind on, CircuitStatus to) {
    /** The whole of the circuit breaker. */
    public static final List<CircuitTransition> TABLE = List.of(
            new CircuitTransition(CircuitStatus.CLOSED, Kind.CAUSE_APPEARED, CircuitStatus.OPEN),
            new CircuitTransition(CircuitStatus.CLOSED, Kind.TRIP, CircuitStatus.OPEN),
            new CircuitTransition(CircuitStatus.OPEN, Kind.COOLED_DOWN, CircuitStatus.HALF_OPEN),
            new CircuitTransition(CircuitStatus.OPEN, Kind.CAUSE_PERSISTS, CircuitStatus.OPEN),
            new CircuitTransition(CircuitStatus.OPEN, Kind.TRIP, CircuitStatus.OPEN),
            new CircuitTransition(CircuitStatus.OPEN, Kind.RESET, CircuitStatus.CLOSED),
            new CircuitTransition(CircuitStatus.HALF_OPEN, Kind.CAUSE_APPEARED, CircuitStatus.OPEN),
            new CircuitTransition(CircuitStatus.HALF_OPEN, Kind.PROBE_LOST, CircuitStatus.OPEN),
            new CircuitTransition(CircuitStatus.HALF_OPEN, Kind.TRIP, CircuitStatus.OPEN),
            new CircuitTransition(CircuitStatus.HALF_OPEN, Kind.PROBES_SUCCEEDED, CircuitStatus.CLOSED),
            new CircuitTransition(CircuitStatus.HALF_OPEN, Kind.RESET, CircuitStatus.CLOSED));

    static Optional<CircuitTransition> of(CircuitStatus from, Kind on) {
        return TABLE.stream().filter(line -> line.from == from && line.on == on).findFirst();
    }
}
