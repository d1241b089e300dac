package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.scheduler.step.StepState;

/** What changes about one step of a live run. */
public record StepProgress(RunId run, StepId step, StepState state) {}
