package dev.signalbox.admission.runs.port;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.PlanEstimates.RunHistory;
import java.util.Optional;

/** What earlier runs took. */
public interface EarlierRuns {
    /** Blocks until answered, two seconds at most; empty when there were none, or when nobody answers. */
    Optional<RunHistory> of(WorkspaceId workspace, String name);
}
