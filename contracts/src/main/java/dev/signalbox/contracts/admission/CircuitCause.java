package dev.signalbox.contracts.admission;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why the circuit breaker opened. */
public enum CircuitCause {
    /** A machine that runs agents is short of something. */
    @JsonProperty("host_pressure")
    HOST_PRESSURE,
    /** Far more attempts have started than ended. */
    @JsonProperty("call_result_gap")
    CALL_RESULT_GAP,
    /** What admission depends on failed again and again. */
    @JsonProperty("dependency")
    DEPENDENCY,
    /** A person opened it. */
    @JsonProperty("manual")
    MANUAL
}
