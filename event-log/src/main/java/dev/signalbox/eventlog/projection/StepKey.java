package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;

/** Names a step among those of all runs. */
public record StepKey(RunId run, StepId step) {}
