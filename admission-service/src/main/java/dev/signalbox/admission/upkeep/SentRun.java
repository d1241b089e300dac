package dev.signalbox.admission.upkeep;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import org.jspecify.annotations.Nullable;

/**
 * A run whose command is in the log where the scheduler has not read yet.
 *
 * @param run the run
 * @param workspace where it runs
 * @param key the key it was admitted under
 * @param position where its command stands
 * @param waitsWith its priority if it waits for a place; else null
 */
public record SentRun(
        RunId run,
        WorkspaceId workspace,
        HeldKey key,
        LogPosition position,
        @Nullable Integer waitsWith) {}
