package dev.signalbox.contracts.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a runner takes work. */
public enum RunnerState {
    /** It does. */
    @JsonProperty("ready")
    READY,
    /** It takes nothing more and is about to leave. */
    @JsonProperty("draining")
    DRAINING,
    /** It was not heard of lately. */
    @JsonProperty("unhealthy")
    UNHEALTHY,
    /** It was not heard of for long. */
    @JsonProperty("dead")
    DEAD
}
