package dev.signalbox.admission.runs.adapter;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.signalbox.admission.runs.Admission.Accepted;
import dev.signalbox.admission.runs.Admission.Attached;
import dev.signalbox.admission.runs.Admission.Denied;
import dev.signalbox.admission.runs.Admission.Queued;
import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.port.AdmissionRegister;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.CircuitChanged;
import dev.signalbox.contracts.admission.Verdict;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.QueuePlace;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Counts every decision and puts it on record. Never blocks. */
@ApplicationScoped
public class DecisionJournal {
    private static final String DEFAULT_WORKSPACE = "default";

    private final AdmissionRegister register;
    private final DecisionFile file;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final NoArgGenerator ids = Generators.timeBasedEpochGenerator();

    DecisionJournal(AdmissionRegister register, DecisionFile file, MeterRegistry metrics, Clock clock) {
        this.register = register;
        this.file = file;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** A request that was read was decided. */
    public void decided(AdmissionRequest request, RunSubmissions.Result result) {
        switch (result.admission()) {
            case Accepted accepted -> enter(request, result, Verdict.ALLOWED, accepted.run(), "a new run", null, null);
            case Queued queued ->
                enter(
                        request,
                        result,
                        Verdict.QUEUED,
                        queued.run(),
                        "a new run, which waits for a place",
                        null,
                        queued.place());
            case Attached attached ->
                enter(
                        request,
                        result,
                        Verdict.DEDUPLICATED,
                        attached.run(),
                        "the run of an earlier request",
                        null,
                        attached.place());
            case Denied denied ->
                enter(request, result, Verdict.DENIED, null, denied.denial().reason(), denied.denial(), null);
        }
    }

    /**
     * A request was denied because its definition cannot be run.
     *
     * @param workspace the workspace that was asked for; null when none was
     */
    public void rejected(@Nullable String workspace, Problem problem) {
        enter(new AdmissionDecided(
                id(),
                workspaceOf(workspace),
                Verdict.DENIED,
                null,
                problem.code(),
                problem.detail(),
                null,
                null,
                null,
                clock.instant(),
                null,
                null));
    }

    /** Puts a change of the circuit breaker on record. Completes when it is in the log. */
    public CompletableFuture<Void> announce(CircuitChanged change) {
        return register.announce(change).thenRun(() -> {
            metrics.counter(
                            "signalbox_admission_circuit_changes",
                            "to",
                            change.to().name().toLowerCase(Locale.ROOT),
                            "cause",
                            change.cause() == null
                                    ? "none"
                                    : change.cause().name().toLowerCase(Locale.ROOT))
                    .increment();
            file.record(change);
        });
    }

    private void enter(
            AdmissionRequest request,
            RunSubmissions.Result result,
            Verdict verdict,
            @Nullable RunId run,
            String reason,
            @Nullable Deny denial,
            @Nullable QueuePlace place) {
        ProblemCode code = denial == null ? null : denial.code();
        Duration retryAfter = denial == null ? null : denial.retryAfter();
        enter(new AdmissionDecided(
                id(),
                request.workspace(),
                verdict,
                run,
                code,
                reason,
                retryAfter,
                request.idempotency().key(),
                result.activeRuns(),
                request.at(),
                place == null ? null : place.position(),
                request.depth()));
    }

    private void enter(AdmissionDecided decision) {
        ProblemCode code = decision.code();
        metrics.counter(
                        "signalbox_admission_decisions",
                        "verdict",
                        decision.verdict().name().toLowerCase(Locale.ROOT),
                        "code",
                        code == null ? "none" : code.name())
                .increment();
        register.record(decision);
        file.record(decision);
    }

    private String id() {
        return ids.generate().toString();
    }

    private static WorkspaceId workspaceOf(@Nullable String named) {
        try {
            return new WorkspaceId(named == null ? DEFAULT_WORKSPACE : named);
        } catch (IllegalArgumentException e) {
            return new WorkspaceId(DEFAULT_WORKSPACE);
        }
    }
}
