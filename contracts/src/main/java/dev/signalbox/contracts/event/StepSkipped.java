package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import org.jspecify.annotations.Nullable;

/**
 * The step will never start because something it needs did not succeed.
 *
 * @param step the step
 * @param because the step that did not succeed; null when no single step is to blame
 * @param reason why, in a sentence
 */
public record StepSkipped(StepId step, @Nullable StepId because, String reason) implements StepFact {}
