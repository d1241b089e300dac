package dev.signalbox.contracts.command;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Who chose an idempotency key. */
public enum KeyOrigin {
    /** The caller: it holds for 24 hours, while the run is in flight and after it has ended. */
    @JsonProperty("caller")
    CALLER,
    /** Computed from the request: it holds only while the run is in flight. */
    @JsonProperty("computed")
    COMPUTED
}
