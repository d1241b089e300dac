package dev.signalbox.admission.status;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.event.RunStatus;

/**
 * Where a run is, as the scheduler announced it last.
 *
 * @param run the run
 * @param workspace where it runs
 * @param status where it is
 * @param key the key it was admitted under
 */
public record RunStanding(RunId run, WorkspaceId workspace, RunStatus status, HeldKey key) {
    public static RunStanding of(RunStatusChanged change) {
        return new RunStanding(
                change.run(),
                change.workspace(),
                change.status(),
                HeldKey.of(change.workspace(), change.idempotency()));
    }

    public boolean isLive() {
        return !status.isTerminal();
    }
}
