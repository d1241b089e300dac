package dev.signalbox.contracts.attempt;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why the scheduler stops an attempt. */
public enum StopCause {
    /** The run was cancelled. */
    @JsonProperty("cancelled")
    CANCELLED,
    /** The attempt or its run took longer than it may. */
    @JsonProperty("timed_out")
    TIMED_OUT,
    /** The budget of its run is used up, and the run fails for it. */
    @JsonProperty("budget")
    BUDGET,
    /** It has touched a tripwire of the governor. */
    @JsonProperty("tripwire")
    TRIPWIRE,
    /** The scheduler has given the attempt up: nobody may work under its epoch any more. */
    @JsonProperty("superseded")
    SUPERSEDED
}
