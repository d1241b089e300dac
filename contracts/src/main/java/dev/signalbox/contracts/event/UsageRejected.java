package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.spec.Usage;

/**
 * A runner reported a usage that cannot be. It was not believed; what else the report said still counts.
 *
 * @param step the step
 * @param attempt the number of the try
 * @param epoch its fencing token
 * @param reported what was reported
 * @param reason why it cannot be, in a sentence
 * @param runner who reported it
 */
public record UsageRejected(StepId step, int attempt, long epoch, Usage reported, String reason, String runner)
        implements StepFact {}
