package dev.signalbox.admission.upkeep;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A granted run that the scheduler has not announced.
 *
 * @param run the run
 * @param workspace where it runs
 * @param key the key it was admitted under
 * @param age how long it has been in this state
 * @param position where its command stands; null when it is not known to be in the log
 * @param waitsWith its priority if it was let in to wait for a place; else null
 */
public record UnseenRun(
        RunId run,
        WorkspaceId workspace,
        HeldKey key,
        Duration age,
        @Nullable LogPosition position,
        @Nullable Integer waitsWith) {
    public boolean isUnsent() {
        return position == null;
    }
}
