package dev.signalbox.admission.runs;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.spec.RunSpec;
import java.time.Instant;

/**
 * A request for a run that was read and found free of errors; nothing is decided yet.
 *
 * @param candidate the id the run gets if it is admitted
 * @param spec what to run
 * @param idempotency the key to decide under
 * @param at when it arrived
 */
public record AdmissionRequest(RunId candidate, RunSpec spec, Idempotency idempotency, Instant at) {
    public WorkspaceId workspace() {
        return spec.workspace();
    }

    /** The command that makes it a run, under the candidate id. */
    public SubmitRun command() {
        return new SubmitRun(candidate, spec, idempotency, at);
    }

    /** The same request under the id it was admitted under before. */
    public AdmissionRequest under(RunId run) {
        return new AdmissionRequest(run, spec, idempotency, at);
    }
}
