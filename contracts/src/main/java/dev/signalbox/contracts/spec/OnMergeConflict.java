package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when the work of an attempt cannot be merged. */
public enum OnMergeConflict {
    /** Its work is kept until somebody decides. */
    @JsonProperty("hold")
    HOLD,
    /** Another attempt begins from what is merged by then, while the step has attempts left; then its work is kept. */
    @JsonProperty("retry")
    RETRY
}
