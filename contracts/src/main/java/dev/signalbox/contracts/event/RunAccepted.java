package dev.signalbox.contracts.event;

import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.spec.RunSpec;
import java.time.Instant;

/**
 * The scheduler has the run: its steps exist from here on.
 *
 * @param spec what will be run
 * @param idempotency the key under which it was admitted
 * @param submittedAt when admission let it in
 */
public record RunAccepted(RunSpec spec, Idempotency idempotency, Instant submittedAt) implements RunFact {}
