package dev.signalbox.scheduler.step;

import dev.signalbox.contracts.spec.StepSpec;

/**
 * What a step's decisions depend on besides its state.
 *
 * @param spec what the definition says about it
 * @param runStopping whether its run is being cancelled or has timed out
 * @param mayRetry whether its run still begins new attempts
 */
public record StepRules(StepSpec spec, boolean runStopping, boolean mayRetry) {}
