package dev.signalbox.scheduler.step;

import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;

/**
 * What a step's decisions depend on besides its state.
 *
 * @param spec what the definition says about it
 * @param runStopping whether its run is being cancelled or has timed out
 * @param used what its attempt in flight has used so far, by its last report
 * @param mayRetry whether its run still begins new attempts
 */
public record StepRules(StepSpec spec, Usage used, boolean runStopping, boolean mayRetry) {}
