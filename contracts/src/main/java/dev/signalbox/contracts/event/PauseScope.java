package dev.signalbox.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What is paused, other than a run. */
public enum PauseScope {
    /** The workspace. */
    @JsonProperty("workspace")
    WORKSPACE,
    /** All workspaces. */
    @JsonProperty("everything")
    EVERYTHING
}
