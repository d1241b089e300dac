package dev.signalbox.admission.breaker;

import dev.signalbox.admission.breaker.CircuitInput.CauseAppeared;
import dev.signalbox.admission.breaker.CircuitInput.CausePersists;
import dev.signalbox.admission.breaker.CircuitInput.CooledDown;
import dev.signalbox.admission.breaker.CircuitInput.ProbeLost;
import dev.signalbox.admission.breaker.CircuitInput.ProbesSucceeded;
import dev.signalbox.admission.breaker.CircuitInput.Reset;
import dev.signalbox.admission.breaker.CircuitInput.Trip;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.admission.CircuitStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides how the circuit breaker goes on, by {@link CircuitTransition#TABLE}. */
public final class CircuitDecider {
    /** Who acts when it is no person. */
    public static final String ADMISSION = "admission";

    private CircuitDecider() {}

    private record Why(@Nullable CircuitCause cause, String reason, String by) {}

    /** The breaker after an input; empty when the input changes nothing. */
    public static Optional<Circuit> decide(Circuit circuit, CircuitInput input, Instant now, Duration cooldown) {
        return CircuitTransition.of(circuit.status(), input.kind())
                .map(line -> after(circuit, line, why(circuit, input), now, cooldown));
    }

    /**
     * What a look at the world means for the breaker; empty when it means nothing.
     *
     * @param cause a cause to be open; empty when there is none
     */
    public static Optional<CircuitInput> input(
            Circuit circuit, Optional<CauseAppeared> cause, Probes probes, Instant now) {
        return switch (circuit.status()) {
            case CLOSED -> cause.map(found -> found);
            case OPEN -> circuit.hasCooledDown(now) ? Optional.of(afterCooldown(cause)) : Optional.empty();
            case HALF_OPEN -> cause.<CircuitInput>map(found -> found).or(() -> verdictOf(probes));
        };
    }

    private static CircuitInput afterCooldown(Optional<CauseAppeared> cause) {
        return cause.<CircuitInput>map(left -> new CausePersists(left.cause(), left.sentence()))
                .orElseGet(CooledDown::new);
    }

    private static Optional<CircuitInput> verdictOf(Probes probes) {
        if (probes.overdue() > 0) {
            return Optional.of(new ProbeLost());
        }
        return probes.haveAllArrived() ? Optional.of(new ProbesSucceeded()) : Optional.empty();
    }

    private static Circuit after(Circuit circuit, CircuitTransition line, Why why, Instant now, Duration cooldown) {
        boolean opens = line.to() == CircuitStatus.OPEN;
        boolean manual = opens && why.cause() == CircuitCause.MANUAL;
        boolean trips = opens && line.from() == CircuitStatus.CLOSED;
        return new Circuit(
                circuit.version() + 1,
                line.to(),
                why.cause(),
                why.reason(),
                why.by(),
                now,
                opens && !manual ? now.plus(cooldown) : null,
                circuit.trips() + (trips ? 1 : 0));
    }

    private static Why why(Circuit circuit, CircuitInput input) {
        return switch (input) {
            case CauseAppeared appeared -> new Why(appeared.cause(), appeared.sentence(), ADMISSION);
            case CausePersists persists -> new Why(persists.cause(), persists.sentence(), ADMISSION);
            case CooledDown _ ->
                new Why(circuit.cause(), "the cooldown is over; a few runs are let in on trial", ADMISSION);
            case ProbesSucceeded _ -> new Why(circuit.cause(), "every run on trial reached the scheduler", ADMISSION);
            case ProbeLost _ ->
                new Why(circuit.cause(), "a run on trial did not reach the scheduler in time", ADMISSION);
            case Trip trip -> new Why(CircuitCause.MANUAL, trip.why(), trip.by());
            case Reset reset -> new Why(circuit.cause(), reset.why(), reset.by());
        };
    }
}
