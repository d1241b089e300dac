package dev.signalbox.contracts.governor;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What gives an attempt points, or takes them away. */
public enum ScoreReason {
    /** It called tools: 0.2 each, at most 0.8. */
    @JsonProperty("calls")
    CALLS,
    /** Tools did their work: 0.8 each, at most 2.4. */
    @JsonProperty("successes")
    SUCCESSES,
    /** It made calls that it had never made before: 0.4 each, at most 1.2. */
    @JsonProperty("new_calls")
    NEW_CALLS,
    /** It said something: 0.9 for 900 characters, 0.4 for 250. */
    @JsonProperty("text")
    TEXT,
    /** It ran tests, a build or a check: 0.8. */
    @JsonProperty("verification")
    VERIFICATION,
    /** There were errors, and at least as many successes: 0.4. */
    @JsonProperty("recovery")
    RECOVERY,
    /** Tools failed: -0.9 each, at most -2.7. */
    @JsonProperty("errors")
    ERRORS,
    /** Its last three calls were the same, and it said next to nothing: -1.2. */
    @JsonProperty("repetition")
    REPETITION,
    /** Its last two calls or more have failed: -0.6. */
    @JsonProperty("failure_streak")
    FAILURE_STREAK,
    /** Nothing was heard of it for more than 90 s: -0.35 for each minute beyond. */
    @JsonProperty("idle")
    IDLE
}
