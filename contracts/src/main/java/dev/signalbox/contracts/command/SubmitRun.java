package dev.signalbox.contracts.command;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.spec.RunSpec;
import java.time.Instant;

/**
 * An admitted run. Sent again under the same run id it changes nothing.
 *
 * @param run the id under which it was admitted
 * @param spec what to run
 * @param idempotency the key under which it was admitted
 * @param submittedAt when it was admitted
 */
public record SubmitRun(RunId run, RunSpec spec, Idempotency idempotency, Instant submittedAt) implements RunCommand {
    @Override
    public WorkspaceId workspace() {
        return spec.workspace();
    }
}
