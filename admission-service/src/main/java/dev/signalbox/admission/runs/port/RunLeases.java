package dev.signalbox.admission.runs.port;

import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LeaseAnswer;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * The leases of live runs and the idempotency keys, shared by all replicas. Each call is atomic. Safe for use by many threads.
 */
public interface RunLeases {
    /**
     * Decides and, when there is room, writes lease, key and payload; or queue entry, key and payload when the run is to wait. Blocks until answered. A grant that arrives after this has
     * thrown is taken back, unless somebody else has come to rely on it.
     *
     * @param payload the JSON of the command, kept until the command is known to be in the log
     */
    LeaseAnswer decide(AdmissionRequest request, byte[] payload) throws StateUnreachable;

    /**
     * What {@link #decide} would answer now. Changes nothing, so it may not hold when the run is submitted: a grant is none. Blocks
     * until answered.
     */
    LeaseAnswer look(AdmissionRequest request) throws StateUnreachable;

    /**
     * Notes that a run's command is in the log. When the state was lost since {@code generation}, lease and key are written
     * again. Completes with the run that holds the key instead, when another one does; with nothing in the ordinary case; and
     * exceptionally with {@link StateUnreachable}, after which the upkeep notes it.
     */
    CompletionStage<Optional<RunId>> noteSent(AdmissionRequest request, String generation, LogPosition position);

    /** Removes every trace of a run that can never reach the log or has been refused by the scheduler. */
    CompletionStage<Void> release(RunId run, WorkspaceId workspace, HeldKey key);
}
