package dev.signalbox.contracts.admission;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What admission can decide. */
public enum Verdict {
    @JsonProperty("allowed")
    ALLOWED,
    /** Accepted, and waits for a place. */
    @JsonProperty("queued")
    QUEUED,
    /** The request was made before: the caller is attached to its run. */
    @JsonProperty("deduplicated")
    DEDUPLICATED,
    @JsonProperty("denied")
    DENIED
}
