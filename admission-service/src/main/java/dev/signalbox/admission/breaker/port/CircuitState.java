package dev.signalbox.admission.breaker.port;

import dev.signalbox.admission.breaker.Circuit;
import dev.signalbox.admission.breaker.Probes;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.contracts.admission.CircuitChanged;
import java.time.Instant;
import java.util.List;

/** The circuit breaker, shared by all replicas. All calls block until answered. */
public interface CircuitState {
    /**
     * The breaker and its trial runs.
     *
     * @param now the time of the shared state
     */
    record Reading(Circuit circuit, Probes probes, Instant now) {}

    Reading read() throws StateUnreachable;

    /**
     * Changes the breaker, if it is still as it was read.
     *
     * @param change what is to be announced of it; kept until {@link #announced}
     * @return whether it was
     */
    boolean change(Circuit next, CircuitChanged change) throws StateUnreachable;

    /** The changes that nobody is known to have announced, the oldest first. */
    List<CircuitChanged> unannounced() throws StateUnreachable;

    void announced(CircuitChanged change) throws StateUnreachable;

    /** Writes a breaker back that the shared state has lost. One that is there stays as it is. */
    void restore(Circuit known) throws StateUnreachable;
}
