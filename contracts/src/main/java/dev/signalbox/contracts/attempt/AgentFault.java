package dev.signalbox.contracts.attempt;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What kept an agent from its work, when that is known: its program has said so, or it used more than it may. */
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
    NO_RESULT,
    /** Its processes used up the memory that they may use, or that the machine has. Not tried again unless its step says so. */
    @JsonProperty("oom")
    OUT_OF_MEMORY,
    /** It had more processes at a time than it may. */
    @JsonProperty("too_many_processes")
    TOO_MANY_PROCESSES
}
