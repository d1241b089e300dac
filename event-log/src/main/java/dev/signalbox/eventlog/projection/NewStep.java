package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.spec.StepSpec;

/** A step of a run that began in this batch; its position in the definition counts from 0. */
public record NewStep(StepKey key, int position, StepSpec spec) {}
