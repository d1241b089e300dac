package dev.signalbox.contracts.attempt;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The ways an attempt can end. */
public enum AttemptOutcome {
    @JsonProperty("succeeded")
    SUCCEEDED,
    /** A non-zero exit code, a signal, or a command that could not be started. */
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("timed_out")
    TIMED_OUT,
    @JsonProperty("cancelled")
    CANCELLED,
    /** A tripwire stopped it. */
    @JsonProperty("aborted")
    ABORTED,
    /** Its runner has not been heard of for longer than its lease. */
    @JsonProperty("lost")
    LOST,
    /** The runner refused to start it. */
    @JsonProperty("denied")
    DENIED,
    /** Its runner was shut down and gave it back: the step is dispatched again at once, and the attempt does not count. */
    @JsonProperty("handed_back")
    HANDED_BACK
}
