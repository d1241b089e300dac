package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;

/**
 * A runner reported something about an attempt that is not the current one. It was not believed.
 *
 * @param step the step
 * @param attempt the try the report was about
 * @param epoch the fencing token it carried
 * @param currentEpoch the fencing token in force; 0 when the step has none
 * @param reported what was reported: the wire name of the outcome
 * @param runner who reported it
 */
public record ReportRejected(StepId step, int attempt, long epoch, long currentEpoch, String reported, String runner)
        implements StepFact {}
