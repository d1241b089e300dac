package dev.signalbox.contracts.admission;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param held whether it waits in the queue of admission, and nothing of it may start
 * @param priority 1 to 10, the higher goes first; 0 when the writer did not say
 */
public record RunStatusChanged(
        RunId run,
        WorkspaceId workspace,
        RunStatus status,
        Idempotency idempotency,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean held,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int priority) {
    /** A run that is not held. */
    public RunStatusChanged(RunId run, WorkspaceId workspace, RunStatus status, Idempotency idempotency, Instant at) {
        this(run, workspace, status, idempotency, at, false, 0);
    }
}
