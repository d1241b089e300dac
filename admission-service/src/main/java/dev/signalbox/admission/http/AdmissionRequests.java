package dev.signalbox.admission.http;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.IdempotencyKeys;
import dev.signalbox.contracts.AttemptToken;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Makes of what came over HTTP what admission decides on. */
@ApplicationScoped
class AdmissionRequests {
    private final Parents parents;
    private final Clock clock;
    private final NoArgGenerator runIds = Generators.timeBasedEpochGenerator();

    AdmissionRequests(Parents parents, Clock clock) {
        this.parents = parents;
        this.clock = clock;
    }

    /**
     * How a run is asked for, beside what it is.
     *
     * @param key the caller's idempotency key; null when there is none
     * @param fresh whether a new run is wanted even while the same request is in flight
     * @param token the token of the attempt that asks; null for a root run
     */
    record Asked(
            @Nullable String key, boolean fresh, @Nullable AttemptToken token) {
        @Nullable
        ParentRun parent() {
            return token == null ? null : token.parentOfChild();
        }

        void check() throws InvalidRequest {
            RequestBodies.require(
                    key == null || IdempotencyKeys.isWellFormed(key),
                    "'" + SubmitResource.IDEMPOTENCY_KEY
                            + "' must be 1 to 200 printable ASCII characters without blanks at the ends.");
            RequestBodies.require(
                    key == null || !fresh,
                    "Say either '" + SubmitResource.IDEMPOTENCY_KEY + "', for one run whatever happens, or '"
                            + SubmitResource.FRESH + "', for a new one.");
        }
    }

    /** Reads how a run is asked for from the headers and the body of a request. */
    Asked asked(RunRequest request, @Nullable String key, @Nullable String fresh, @Nullable String authorization)
            throws InvalidRequest {
        RequestBodies.require(
                fresh == null || "true".equals(fresh) || "false".equals(fresh),
                "'" + SubmitResource.FRESH + "' must be true or false.");
        Asked asked = new Asked(key, request.fresh() || "true".equals(fresh), parents.of(authorization));
        asked.check();
        return asked;
    }

    AdmissionRequest of(RunRequest request, RunSpec spec, Asked asked) {
        RunId candidate = new RunId(runIds.generate().toString());
        Idempotency idempotency = asked.fresh()
                ? IdempotencyKeys.fresh(candidate, spec, asked.parent())
                : request.unsealed()
                        ? IdempotencyKeys.ofUnsealed(asked.key(), spec, asked.parent())
                        : IdempotencyKeys.of(asked.key(), spec, asked.parent());
        return new AdmissionRequest(
                candidate,
                spec,
                idempotency,
                clock.instant(),
                asked.parent(),
                askedParallel(request),
                false,
                request.unsealed());
    }

    /** A limit that a definition or a caller sets is none: the steps wait for their slots. A team of members at once is a wish. */
    private static @Nullable Integer askedParallel(RunRequest request) {
        RunParameters parameters = request.parameters();
        return parameters == null ? null : parameters.concurrency();
    }
}
