package dev.signalbox.contracts.admission;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the circuit breaker of admission is. */
public enum CircuitStatus {
    /** Runs are admitted. */
    @JsonProperty("closed")
    CLOSED,
    /** No run is admitted until the cooldown is over. */
    @JsonProperty("open")
    OPEN,
    /** A few runs are admitted to see whether it goes well. */
    @JsonProperty("half_open")
    HALF_OPEN
}
