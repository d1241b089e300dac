package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when an attempt has changed files that are not in its step's write scope. */
public enum OutsideClaim {
    /** Its work is merged, and the result names the files. */
    @JsonProperty("warn")
    WARN,
    /** The attempt has failed. */
    @JsonProperty("fail")
    FAIL,
    /** Its work is kept until somebody takes it or gives it up. */
    @JsonProperty("hold")
    HOLD
}
