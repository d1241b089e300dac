package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** For how long the files of a run's steps are kept from other runs. */
public enum ClaimScope {
    /** Each step has its own files while it is in flight. */
    @JsonProperty("step")
    STEP,
    /** The run has the files of all its steps from its first dispatch until it ends. */
    @JsonProperty("run")
    RUN
}
