package dev.signalbox.contracts.attempt;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a coding agent could not work, when its program has said so in words that its adapter knows. */
public enum AgentFault {
    /** Its provider takes no more requests for now, or is overloaded. */
    @JsonProperty("rate_limited")
    RATE_LIMITED,
    /** Nobody is logged in, or the key is not accepted. Trying again changes nothing. */
    @JsonProperty("bad_credentials")
    BAD_CREDENTIALS,
    /** Something it needs for itself is held by another process, for example a lock of git. */
    @JsonProperty("lock_contention")
    LOCK_CONTENTION,
    /** Its provider could not be reached. */
    @JsonProperty("unreachable")
    UNREACHABLE,
    /** It used up the turns that it was given. */
    @JsonProperty("out_of_turns")
    OUT_OF_TURNS,
    /** It ended without saying how its work ended. */
    @JsonProperty("no_result")
    NO_RESULT
}
