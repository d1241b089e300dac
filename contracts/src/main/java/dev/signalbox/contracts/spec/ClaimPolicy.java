package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a step does whose turn it is while another step has, or waited longer for, files that it wants. */
public enum ClaimPolicy {
    /** It waits. */
    @JsonProperty("queue")
    QUEUE,
    /** It is given up at once. */
    @JsonProperty("reject")
    REJECT,
    /** It starts all the same, beside whoever has them. The door lets such steps in only where it is told to. */
    @JsonProperty("override")
    OVERRIDE
}
