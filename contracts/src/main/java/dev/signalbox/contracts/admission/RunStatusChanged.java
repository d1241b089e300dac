package dev.signalbox.contracts.admission;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.event.RunStatus;
import java.time.Instant;

/**
 * The last known status of a run. On {@code signalbox.run-status}, compacted, keyed by run; a null value ends the run's
 * idempotency window.
 *
 * @param run the run
 * @param workspace its workspace
 * @param status where it is
 * @param idempotency the key under which it was admitted
 * @param at when the status changed
 */
public record RunStatusChanged(
        RunId run, WorkspaceId workspace, RunStatus status, Idempotency idempotency, Instant at) {}
