package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import org.jspecify.annotations.Nullable;

/**
 * A step that had failed, or was skipped because of one that had, waits again.
 *
 * @param step the step
 * @param because the failed step that is tried again; null when it is this one
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 */
public record StepReopened(StepId step, @Nullable StepId because, String reason, String requestedBy)
        implements StepFact {}
