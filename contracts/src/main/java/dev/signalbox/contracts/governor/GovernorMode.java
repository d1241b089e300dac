package dev.signalbox.contracts.governor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when a tripwire of the governor is touched. */
public enum GovernorMode {
    /** It is recorded, and nobody is told. */
    @JsonProperty("observe")
    OBSERVE,
    /** It is recorded, and the attempt's output and status say so. */
    @JsonProperty("warn")
    WARN,
    /** It is recorded, and the attempt is stopped. */
    @JsonProperty("enforce")
    ENFORCE
}
