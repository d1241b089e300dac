package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptResult;
import org.jspecify.annotations.Nullable;

/**
 * The attempt did not succeed and there will be no other.
 *
 * @param step the step
 * @param attempt the last try
 * @param epoch its fencing token
 * @param result how the attempt ended
 * @param gaveUp why there is no other although the number of attempts would allow one; null when it would not, or when the run starts none
 */
public record StepFailed(
        StepId step,
        int attempt,
        long epoch,
        AttemptResult result,
        @Nullable String gaveUp) implements StepFact {
    /** The last attempt that was allowed. */
    public StepFailed(StepId step, int attempt, long epoch, AttemptResult result) {
        this(step, attempt, epoch, result, null);
    }
}
