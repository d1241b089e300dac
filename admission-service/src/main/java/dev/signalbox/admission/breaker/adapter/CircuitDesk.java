package dev.signalbox.admission.breaker.adapter;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.breaker.Circuit;
import dev.signalbox.admission.breaker.CircuitDecider;
import dev.signalbox.admission.breaker.CircuitInput;
import dev.signalbox.admission.breaker.port.CircuitState;
import dev.signalbox.admission.breaker.port.CircuitState.Reading;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.contracts.admission.CircuitChanged;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Function;

/** Hands inputs to the circuit breaker. Whoever loses a race against another replica looks again. Its calls block. */
@ApplicationScoped
public class CircuitDesk {
    private final CircuitState state;
    private final AdmissionConfig config;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    CircuitDesk(CircuitState state, AdmissionConfig config) {
        this.state = state;
        this.config = config;
    }

    /**
     * Gives the breaker what {@code input} makes of it as it is.
     *
     * @return the breaker afterwards
     */
    public Circuit hand(Function<Reading, Optional<CircuitInput>> input) throws StateUnreachable {
        while (true) {
            Reading reading = state.read();
            Optional<Circuit> next = input.apply(reading)
                    .flatMap(heard -> CircuitDecider.decide(
                            reading.circuit(),
                            heard,
                            reading.now(),
                            config.breaker().cooldown()));
            if (next.isEmpty()) {
                return reading.circuit();
            }
            if (state.change(next.get(), change(reading, next.get()))) {
                return next.get();
            }
        }
    }

    private CircuitChanged change(Reading before, Circuit next) {
        return new CircuitChanged(
                ids.generate().toString(),
                next.version(),
                before.circuit().status(),
                next.status(),
                next.cause(),
                next.reason(),
                next.by(),
                next.until(),
                before.now());
    }
}
