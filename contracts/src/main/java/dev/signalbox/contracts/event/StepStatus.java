package dev.signalbox.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a step is. */
public enum StepStatus {
    /** Waits for its dependencies. */
    @JsonProperty("pending")
    PENDING(false),
    /** Its dependencies are met; it waits for one other named thing. */
    @JsonProperty("ready")
    READY(false),
    /** Given to an agent; no runner has taken it yet. */
    @JsonProperty("dispatched")
    DISPATCHED(false),
    @JsonProperty("running")
    RUNNING(false),
    /** Rests before the next attempt. */
    @JsonProperty("backing_off")
    BACKING_OFF(false),
    /** Its work is done and cannot be merged; somebody has to decide what becomes of it. */
    @JsonProperty("conflicted")
    CONFLICTED(false),
    @JsonProperty("succeeded")
    SUCCEEDED(true),
    @JsonProperty("failed")
    FAILED(true),
    @JsonProperty("cancelled")
    CANCELLED(true),
    /** Something it needs did not succeed. */
    @JsonProperty("skipped")
    SKIPPED(true);

    private final boolean terminal;

    StepStatus(boolean terminal) {
        this.terminal = terminal;
    }

    public boolean isTerminal() {
        return terminal;
    }
}
