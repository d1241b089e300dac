package dev.signalbox.admission.upkeep;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;

/**
 * A run whose command is in the log where the scheduler has not read yet.
 *
 * @param run the run
 * @param workspace where it runs
 * @param key the key it was admitted under
 * @param position where its command stands
 */
public record SentRun(RunId run, WorkspaceId workspace, HeldKey key, LogPosition position) {}
