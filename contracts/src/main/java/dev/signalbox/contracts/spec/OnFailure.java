package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens to independent steps when one step has failed for good that says nothing about it itself ({@link AfterFailure}). */
public enum OnFailure {
    /** They go on; only the steps that need the failed one are skipped. */
    @JsonProperty("continue")
    CONTINUE,
    /** Nothing new is started: what runs may finish, all else is skipped. */
    @JsonProperty("stop")
    STOP
}
