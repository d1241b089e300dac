package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import org.jspecify.annotations.Nullable;

/**
 * A step that had failed or was conflicted, or was skipped because of one that had failed, waits again.
 *
 * @param step the step
 * @param because the failed step that is tried again; null when it is this one
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param resolves the branch whose work is to be merged as it is, without running the agent; null when the agent is to run
 */
public record StepReopened(
        StepId step,
        @Nullable StepId because,
        String reason,
        String requestedBy,
        @Nullable String resolves) implements StepFact {
    /** Its agent is to run again. */
    public StepReopened(StepId step, @Nullable StepId because, String reason, String requestedBy) {
        this(step, because, reason, requestedBy, null);
    }
}
