package dev.signalbox.scheduler.step;

import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.event.StepFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What follows from an input. */
public sealed interface StepDecision {
    /** Nothing: the input says what is known already, or comes too late to matter. */
    record Unchanged() implements StepDecision {}

    /**
     * The step goes on.
     *
     * @param facts what has happened, in order
     * @param stop why the runner of its attempt is asked to stop; null when it is not
     */
    record Moved(
            StepState next, List<StepFact> facts, @Nullable StopCause stop) implements StepDecision {}

    /** The report is about an attempt that is not the current one, or the step is past what is asked of it. It is recorded only. */
    record Rejected() implements StepDecision {}
}
