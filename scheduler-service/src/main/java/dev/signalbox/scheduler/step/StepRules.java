package dev.signalbox.scheduler.step;

import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;

/**
 * What a step's decisions depend on besides its state.
 *
 * @param spec what the definition says about it
 * @param memory what is remembered of it
 * @param used what its attempt in flight has used so far, by its last report
 * @param runStopping whether its run is being cancelled or has timed out
 * @param mayRetry whether its run still begins new attempts
 */
public record StepRules(StepSpec spec, StepMemory memory, Usage used, boolean runStopping, boolean mayRetry) {
    /** Whether it may be tried again after this attempt. */
    boolean allowsAnotherAfter(int attempt) {
        return mayRetry && attempt - memory.forgiven() < spec.retry().attempts();
    }
}
