package dev.signalbox.contracts.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How bad a problem in an input file is. */
public enum Severity {
    @JsonProperty("error")
    ERROR,
    @JsonProperty("warning")
    WARNING
}
