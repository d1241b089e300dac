package dev.signalbox.contracts.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether an agent can be given steps. */
public enum AgentState {
    /** It can, and works on none. */
    @JsonProperty("idle")
    IDLE,
    /** It works on at least one. */
    @JsonProperty("busy")
    BUSY,
    /** It is given none any more, and works on those it has; or every runner that could drive it is being shut down. */
    @JsonProperty("draining")
    DRAINING,
    /** It is given none any more, and has none. */
    @JsonProperty("drained")
    DRAINED,
    /** No runner that could drive it was heard of lately. */
    @JsonProperty("unhealthy")
    UNHEALTHY,
    /** No runner that could drive it was heard of for long, or ever. */
    @JsonProperty("dead")
    DEAD
}
