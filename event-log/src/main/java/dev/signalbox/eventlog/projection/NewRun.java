package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.event.RunAccepted;
import java.time.Instant;

/** A run that began in this batch. */
public record NewRun(RunId run, RunAccepted accepted, Instant acceptedAt) {}
