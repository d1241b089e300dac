package dev.signalbox.admission.queue;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Duration;

/**
 * A run that got its lease in the queue.
 *
 * @param run the run
 * @param workspace where it runs
 * @param age how long ago
 */
public record ReleasedRun(RunId run, WorkspaceId workspace, Duration age) {}
