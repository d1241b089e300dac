package dev.signalbox.contracts.event;

import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The scheduler has the run: its steps exist from here on.
 *
 * @param spec what will be run
 * @param idempotency the key under which it was admitted
 * @param submittedAt when admission let it in
 * @param parent the attempt that asked for it; null for a run that no attempt asked for
 */
public record RunAccepted(
        RunSpec spec,
        Idempotency idempotency,
        Instant submittedAt,
        @Nullable ParentRun parent) implements RunFact {
    /** A run that no attempt asked for. */
    public RunAccepted(RunSpec spec, Idempotency idempotency, Instant submittedAt) {
        this(spec, idempotency, submittedAt, null);
    }
}
