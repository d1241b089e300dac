package dev.signalbox.eventlog.ingest;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.StepFact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a record says. A body is the text of the record as its writer wrote it. */
public sealed interface Reading {
    /**
     * An event of a run.
     *
     * @param type the wire name of the fact
     * @param fact what happened; null when this version does not know such facts
     */
    record Event(
            RunId run,
            long seq,
            Instant at,
            String type,
            @Nullable RunFact fact,
            String body) implements Reading {
        /** The step it is about; null when it is about the run as a whole. */
        public @Nullable StepId step() {
            return fact instanceof StepFact about ? about.step() : null;
        }

        /** The step whose row it may change; null when it changes that of the run alone. */
        public @Nullable StepId touched() {
            return fact instanceof BudgetRaised raised ? raised.step() : step();
        }
    }

    /** A piece of what an attempt printed. */
    record Output(OutputChunk chunk, String body) implements Reading {}

    /**
     * A decision of admission, or a change of its circuit breaker.
     *
     * @param id names it
     * @param workspace whose it is; {@code *} when it concerns every workspace
     * @param verdict what was decided; for the circuit breaker {@code circuit_} and its new status
     * @param run the run that was let in or attached to; null when there is none
     * @param code why it was denied, or the cause that the circuit breaker has; null when there is none
     * @param at when
     */
    record Admission(
            String id,
            String workspace,
            String verdict,
            @Nullable RunId run,
            @Nullable String code,
            Instant at,
            String body)
            implements Reading {}

    /** Nothing that this version can read. */
    record Unreadable(String reason) implements Reading {}
}
