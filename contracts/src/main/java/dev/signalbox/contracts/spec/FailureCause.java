package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The ends of an attempt after which its step may be tried again. */
public enum FailureCause {
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("timed_out")
    TIMED_OUT,
    @JsonProperty("lost")
    LOST,
    @JsonProperty("cancelled")
    CANCELLED,
    /** The governor stopped it. At a limit it is never tried again, whatever its step says. */
    @JsonProperty("aborted")
    ABORTED
}
