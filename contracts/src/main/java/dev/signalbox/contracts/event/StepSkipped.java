package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import org.jspecify.annotations.Nullable;

/**
 * The step will not start, because something it needs did not succeed or because somebody can do without it.
 *
 * @param step the step
 * @param because the step that did not succeed; null when no single step is to blame
 * @param reason why, in a sentence
 * @param requestedBy who can do without it, so that the steps that need it go on; null when nobody asked
 */
public record StepSkipped(
        StepId step,
        @Nullable StepId because,
        String reason,
        @Nullable String requestedBy) implements StepFact {
    /** A step that nobody asked to skip. */
    public StepSkipped(StepId step, @Nullable StepId because, String reason) {
        this(step, because, reason, null);
    }
}
