package dev.signalbox.contracts.event;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a run is. */
public enum RunStatus {
    /** Accepted; nothing of it was dispatched yet. */
    @JsonProperty("queued")
    QUEUED(false),
    @JsonProperty("running")
    RUNNING(false),
    /** Nothing of it starts until somebody lets it go on; what runs may finish. */
    @JsonProperty("paused")
    PAUSED(false),
    /** Its processes are being stopped. */
    @JsonProperty("cancelling")
    CANCELLING(false),
    /** Every step succeeded. */
    @JsonProperty("succeeded")
    SUCCEEDED(true),
    /** A step failed for good. */
    @JsonProperty("failed")
    FAILED(true),
    @JsonProperty("cancelled")
    CANCELLED(true),
    /** It took longer than it may. */
    @JsonProperty("timed_out")
    TIMED_OUT(true);

    private final boolean terminal;

    RunStatus(boolean terminal) {
        this.terminal = terminal;
    }

    public boolean isTerminal() {
        return terminal;
    }
}
