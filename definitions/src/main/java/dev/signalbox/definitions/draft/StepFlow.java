package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.spec.AfterFailure;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step takes from other steps, what it asks of its agent beside type and track, and what happens around it. {@link dev.signalbox.contracts.spec.StepSpec} explains the parts.
 *
 * @param inputs texts in the prompt, and the steps whose outputs replace them
 * @param agentLabels the labels it needs an agent to have
 * @param checkpoint the checkpoint before the step; null for none
 * @param afterFailure what its failure means to the steps that need it; null when they are skipped
 */
public record StepFlow(
        Map<String, Mention> inputs,
        Map<String, String> agentLabels,
        @Nullable String checkpoint,
        @Nullable AfterFailure afterFailure) {
    public static final StepFlow PLAIN = new StepFlow(Map.of(), Map.of(), null, null);

    /** A step that asks for no labels. */
    public StepFlow(Map<String, Mention> inputs, @Nullable String checkpoint, @Nullable AfterFailure afterFailure) {
        this(inputs, Map.of(), checkpoint, afterFailure);
    }
}
