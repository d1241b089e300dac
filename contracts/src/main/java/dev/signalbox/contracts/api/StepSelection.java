package dev.signalbox.contracts.api;

import dev.signalbox.contracts.StepId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/runs/{id}/retry}.
 *
 * @param steps the failed steps to try again; null or empty for all of them
 * @param reason why; null when nothing was said
 */
public record StepSelection(
        @Nullable List<StepId> steps, @Nullable String reason) {
    public StepSelection {
        steps = steps == null ? null : List.copyOf(steps);
    }
}
