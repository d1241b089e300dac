package dev.signalbox.contracts.attempt;

import com.fasterxml.jackson.annotation.JsonProperty;

/** The two streams a process prints to. */
public enum OutputStreamName {
    @JsonProperty("stdout")
    STDOUT,
    @JsonProperty("stderr")
    STDERR
}
