package dev.signalbox.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An admitted run. Sent again under the same run id it changes nothing.
 *
 * @param run the id under which it was admitted
 * @param spec what to run
 * @param idempotency the key under which it was admitted
 * @param submittedAt when it was admitted
 * @param unsealed whether more steps of it are to come before it starts
 * @param parent the attempt that asked for it; null for a root run, whose depth is 0
 * @param held whether it waits in the queue of admission: nothing of it starts before {@link ReleaseRun}
 */
public record SubmitRun(
        RunId run,
        RunSpec spec,
        Idempotency idempotency,
        Instant submittedAt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean unsealed,
        @Nullable ParentRun parent,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean held)
        implements RunCommand {
    /** A root run. */
    public SubmitRun(RunId run, RunSpec spec, Idempotency idempotency, Instant submittedAt) {
        this(run, spec, idempotency, submittedAt, false, null, false);
    }

    /** A run that is complete. */
    public SubmitRun(
            RunId run, RunSpec spec, Idempotency idempotency, Instant submittedAt, @Nullable ParentRun parent) {
        this(run, spec, idempotency, submittedAt, false, parent, false);
    }

    /** How many attempts stand above it, one in the other. */
    public int depth() {
        return parent == null ? 0 : parent.depth();
    }

    @Override
    public WorkspaceId workspace() {
        return spec.workspace();
    }
}
