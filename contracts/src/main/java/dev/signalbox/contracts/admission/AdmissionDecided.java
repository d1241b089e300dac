package dev.signalbox.contracts.admission;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What admission answered to one request for a run. On {@code signalbox.admissions}, keyed by workspace.
 *
 * @param id names the decision; a UUID of version 7
 * @param workspace the workspace asked for
 * @param verdict what was decided
 * @param run the run that was admitted or attached to; null when denied
 * @param code why it was denied; null when it was not
 * @param reason the same in a sentence
 * @param retryAfter when asking again may help; null when it does not or is not needed
 * @param idempotencyKey the key it was decided under; null when the request did not get that far
 * @param activeRuns how many runs were live when it was decided; null when that was not known
 * @param at when
 * @param position the run's place among those that wait, 1 for the next one; null when it does not wait
 * @param depth how deep the run stands below a root run; null when the request did not get that far
 */
public record AdmissionDecided(
        String id,
        WorkspaceId workspace,
        Verdict verdict,
        @Nullable RunId run,
        @Nullable ProblemCode code,
        String reason,
        @Nullable Duration retryAfter,
        @Nullable String idempotencyKey,
        @Nullable Integer activeRuns,
        Instant at,
        @Nullable Integer position,
        @Nullable Integer depth)
        implements AdmissionFact {
    /** A decision that has nothing to do with a queue or a depth. */
    public AdmissionDecided(
            String id,
            WorkspaceId workspace,
            Verdict verdict,
            @Nullable RunId run,
            @Nullable ProblemCode code,
            String reason,
            @Nullable Duration retryAfter,
            @Nullable String idempotencyKey,
            @Nullable Integer activeRuns,
            Instant at) {
        this(id, workspace, verdict, run, code, reason, retryAfter, idempotencyKey, activeRuns, at, null, null);
    }
}
