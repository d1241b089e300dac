package dev.signalbox.contracts.api;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a run or a step is where it is, as {@code GET /v1/runs/{id}/why} and {@code /v1/runs/{id}/steps/{step}/why} answer.
 *
 * @param run the run
 * @param step the step; null when the run as a whole is meant
 * @param status where it is
 * @param answer the one reason, in a sentence
 * @param waitsFor the kind of thing it waits for; null when it waits for nothing
 * @param since since when it has been so; null when that is not known
 * @param heldBy the steps that it waits for, or that ended it; at most 20 of them
 * @param freedBy what would let it go on; null when nothing would, or nothing need
 * @param inputs what the scheduler decided by: the limits and wishes that played a part, by name
 */
public record Why(
        RunId run,
        @Nullable StepId step,
        String status,
        String answer,
        @Nullable String waitsFor,
        @Nullable Instant since,
        List<Holder> heldBy,
        @Nullable String freedBy,
        Map<String, Object> inputs) {
    public Why {
        heldBy = List.copyOf(heldBy);
        inputs = Map.copyOf(inputs);
    }

    /**
     * A step that has what another waits for.
     *
     * @param since when its last attempt was dispatched; null when none was
     */
    public record Holder(
            RunId run,
            StepId step,
            StepStatus status,
            @Nullable AgentId agent,
            @Nullable Instant since) {}
}
