package dev.signalbox.admission.status;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.event.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Where a run is, as the scheduler announced it last.
 *
 * @param run the run
 * @param workspace where it runs
 * @param status where it is
 * @param key the key it was admitted under
 * @param waitsWith its priority while it waits for a place; else null
 */
public record RunStanding(
        RunId run,
        WorkspaceId workspace,
        RunStatus status,
        HeldKey key,
        @Nullable Integer waitsWith) {
    /** A run that does not wait for a place. */
    public RunStanding(RunId run, WorkspaceId workspace, RunStatus status, HeldKey key) {
        this(run, workspace, status, key, null);
    }

    public static RunStanding of(RunStatusChanged change) {
        return new RunStanding(
                change.run(),
                change.workspace(),
                change.status(),
                HeldKey.of(change.workspace(), change.idempotency()),
                change.held() && !change.status().isTerminal() ? change.priority() : null);
    }

    /** Whether it waits for a place, and nothing of it may start. */
    public boolean waits() {
        return waitsWith != null;
    }

    public boolean isLive() {
        return !status.isTerminal();
    }
}
