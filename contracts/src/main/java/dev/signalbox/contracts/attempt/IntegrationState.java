package dev.signalbox.contracts.attempt;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where the work of an attempt that had a place of its own is. */
public enum IntegrationState {
    /** In the branch of its run. */
    @JsonProperty("merged")
    MERGED,
    /** There is none: it changed nothing. */
    @JsonProperty("unchanged")
    UNCHANGED,
    /** Where it was made, and nowhere else. */
    @JsonProperty("kept")
    KEPT,
    /** On its branch: it changes the same lines as work that was merged before. */
    @JsonProperty("merge_conflict")
    MERGE_CONFLICT,
    /** On its branch: a gate fails when it is put together with work that was merged before. */
    @JsonProperty("broken_by_merge")
    BROKEN_BY_MERGE,
    /** On its branch: it changes files outside the write scope, and somebody has to take it or give it up. */
    @JsonProperty("held")
    HELD;

    /** Whether somebody has to decide what becomes of it. */
    public boolean awaitsDecision() {
        return this == MERGE_CONFLICT || this == BROKEN_BY_MERGE || this == HELD;
    }
}
