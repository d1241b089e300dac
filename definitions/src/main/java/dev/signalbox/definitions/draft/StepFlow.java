package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.spec.AfterFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step takes from other steps, and what happens around it. {@link dev.signalbox.contracts.spec.StepSpec} explains the parts.
 *
 * @param inputs texts in the prompt, and the steps whose outputs replace them
 * @param checkpoint the checkpoint before the step; null for none
 * @param afterFailure what its failure means to the steps that need it; null when they are skipped
 * @param fallback the agents that take it over, in this order, after it has failed
 */
public record StepFlow(
        Map<String, Mention> inputs,
        @Nullable String checkpoint,
        @Nullable AfterFailure afterFailure,
        List<Mention> fallback) {
    public static final StepFlow PLAIN = new StepFlow(Map.of(), null, null);

    /** A step that no other agent takes over. */
    public StepFlow(Map<String, Mention> inputs, @Nullable String checkpoint, @Nullable AfterFailure afterFailure) {
        this(inputs, checkpoint, afterFailure, List.of());
    }
}
