package dev.signalbox.contracts.governor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whose limit it is. */
public enum GovernedScope {
    /** All attempts at the step together. */
    @JsonProperty("step")
    STEP,
    /** All attempts of the run together. */
    @JsonProperty("run")
    RUN
}
