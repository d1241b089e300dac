package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What happens to the steps that need a step when it has failed for good, other than being skipped. The run has failed in any case.
 * What a step says here goes before what its run says about failures ({@link OnFailure}).
 */
public enum AfterFailure {
    /** They go on as if it had succeeded; they get nothing of its output. */
    @JsonProperty("continue")
    CONTINUE,
    /** They are skipped, and the run pauses until somebody lets it go on or cancels it; if nothing is left to go on, it ends. */
    @JsonProperty("pause")
    PAUSE
}
