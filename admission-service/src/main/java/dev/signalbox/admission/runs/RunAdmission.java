package dev.signalbox.admission.runs;

import dev.signalbox.admission.runs.AdmissionDecision.Admit;
import dev.signalbox.admission.runs.AdmissionDecision.Attach;
import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.admission.runs.AdmissionDecision.Enqueue;
import dev.signalbox.admission.runs.AdmissionDecision.Finish;
import dev.signalbox.admission.runs.LeaseAnswer.Broken;
import dev.signalbox.admission.runs.LeaseAnswer.Full;
import dev.signalbox.admission.runs.LeaseAnswer.FullHere;
import dev.signalbox.admission.runs.LeaseAnswer.Granted;
import dev.signalbox.admission.runs.LeaseAnswer.Known;
import dev.signalbox.admission.runs.LeaseAnswer.ParentOver;
import dev.signalbox.admission.runs.LeaseAnswer.QueueFull;
import dev.signalbox.admission.runs.LeaseAnswer.Queued;
import dev.signalbox.admission.runs.LeaseAnswer.Rebuilding;
import dev.signalbox.admission.runs.LeaseAnswer.TooDeep;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.spec.ClaimPolicy;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Decides what a request for a run gets, from what the shared state says to it. */
public final class RunAdmission {
    /** When a caller who was denied for want of room should ask again: runs take seconds, not milliseconds. */
    public static final Duration ROOM_MAY_BE_FREE_AFTER = Duration.ofSeconds(2);
    /** When a caller should ask again who met a rebuild or an unreachable server. */
    public static final Duration REPAIR_MAY_BE_DONE_AFTER = Duration.ofSeconds(1);

    /** When a caller should ask again while a breaker is open that a person opened. */
    public static final Duration A_PERSON_MAY_HAVE_RESET_AFTER = Duration.ofSeconds(30);

    private RunAdmission() {}

    public static AdmissionDecision decide(AdmissionRequest request, LeaseAnswer answer) {
        return switch (answer) {
            case Granted granted -> new Admit(request.candidate());
            case Known known when !sameRequest(known, request) -> keyReused(request);
            case Known known when known.unsent() -> new Finish(known.run(), known.place());
            case Known known -> new Attach(known.run(), known.place());
            case Queued queued -> new Enqueue(request.candidate(), queued.place());
            case Full full -> noRoom(full);
            case FullHere full -> noRoomHere(request, full);
            case QueueFull full -> queueFull(full);
            case TooDeep deep -> tooDeep(request);
            case ParentOver over -> parentOver(request);
            case Broken broken -> broken(broken);
            case Rebuilding rebuilding -> rebuilding();
        };
    }

    /** The answer when the shared state does not answer: nothing is admitted on a guess. */
    public static Deny stateUnreachable() {
        return new Deny(
                ProblemCode.STATE_ERROR,
                "Redis does not answer, and without it the limits cannot be kept. Running work goes on.",
                REPAIR_MAY_BE_DONE_AFTER);
    }

    /** The answer when the log did not acknowledge in time. */
    public static Deny logUnavailable() {
        return new Deny(
                ProblemCode.LOG_UNAVAILABLE,
                "Kafka has not acknowledged the run. It may still be accepted: ask again with the same Idempotency-Key, or with"
                        + " the same request, and you get the same run.",
                REPAIR_MAY_BE_DONE_AFTER);
    }

    /** The answer when nobody can vouch for the leases because the log does not answer. */
    public static Deny leasesWaitForTheLog() {
        return new Deny(
                ProblemCode.LOG_UNAVAILABLE,
                "Kafka does not answer, and without it no run can be accepted. Nothing was accepted.",
                REPAIR_MAY_BE_DONE_AFTER);
    }

    /** The answer when a step of the run, read into its normal form, does not fit into one record of the log. */
    public static Deny tooLargeForTheLog() {
        return new Deny(
                ProblemCode.DEFINITION_TOO_LARGE,
                "A step, or what the run says beside its steps, does not fit into one record of the log (16 MiB).",
                null);
    }

    private static boolean sameRequest(Known known, AdmissionRequest request) {
        return known.requestHash().equals(request.idempotency().requestHash());
    }

    private static Deny keyReused(AdmissionRequest request) {
        return new Deny(
                ProblemCode.IDEMPOTENCY_KEY_REUSED,
                "The idempotency key '" + request.idempotency().key() + "' was used in workspace '"
                        + request.workspace() + "' for another request. A key holds for 24 hours.",
                null);
    }

    private static Deny noRoom(Full full) {
        String waiting = full.waitingRuns() == 0
                ? " runs are live, which is as many as signalbox.admission.max-runs allows."
                : " runs are live, and " + full.waitingRuns() + " wait for a place.";
        return new Deny(ProblemCode.RUN_CAP_REACHED, full.activeRuns() + waiting, ROOM_MAY_BE_FREE_AFTER);
    }

    private static Deny noRoomHere(AdmissionRequest request, FullHere full) {
        return new Deny(
                ProblemCode.WORKSPACE_RUN_CAP_REACHED,
                full.inWorkspace() + " runs of workspace '" + request.workspace()
                        + "' are live, which is as many as signalbox.admission.max-runs-per-workspace allows.",
                ROOM_MAY_BE_FREE_AFTER);
    }

    private static Deny queueFull(QueueFull full) {
        return new Deny(
                ProblemCode.QUEUE_FULL,
                full.activeRuns() + " runs are live and " + full.waitingRuns()
                        + " wait, which is as many as signalbox.admission.queue-limit allows.",
                ROOM_MAY_BE_FREE_AFTER);
    }

    private static Deny tooDeep(AdmissionRequest request) {
        return new Deny(
                ProblemCode.DEPTH_EXCEEDED,
                "The run would stand at depth " + request.depth()
                        + ", which is deeper than signalbox.admission.max-depth allows.",
                null);
    }

    private static Deny parentOver(AdmissionRequest request) {
        ParentRun parent = request.parent();
        return new Deny(
                ProblemCode.PARENT_ENDED,
                "Run " + (parent == null ? "" : parent.run() + " ") + "is not live any more, so it gets no child.",
                null);
    }

    private static Deny broken(Broken broken) {
        ProblemCode code = switch (broken.cause()) {
            case HOST_PRESSURE -> ProblemCode.CIRCUIT_OPEN_HOST_PRESSURE;
            case CALL_RESULT_GAP -> ProblemCode.CIRCUIT_OPEN_CALL_RESULT_GAP;
            case DEPENDENCY, MANUAL -> ProblemCode.CIRCUIT_OPEN;
        };
        Duration wait = broken.retryAfter();
        return new Deny(
                code,
                "The circuit breaker lets nobody in: " + broken.reason() + ".",
                wait == null ? A_PERSON_MAY_HAVE_RESET_AFTER : wait);
    }

    /** The answer to a request that can never be let in, whatever else there is; empty when it can. */
    public static Optional<Deny> impossible(
            AdmissionRequest request, int maxSlots, Optional<Integer> maxSlotsPerWorkspace, boolean claimOverride) {
        return tooManyAtOnce(request, maxSlots, "slots (signalbox.admission.max-slots)")
                .or(() -> maxSlotsPerWorkspace.flatMap(most -> tooManyAtOnce(
                        request, most, "slots for a workspace (signalbox.admission.max-slots-per-workspace)")))
                .or(() -> overriding(request.spec().steps(), request.spec().options(), claimOverride));
    }

    /**
     * The answer to steps one of which would start beside whoever has its files, where that is not allowed; empty when they may come.
     *
     * @param options those of the run that they are in
     */
    public static Optional<Deny> overriding(List<StepSpec> steps, RunOptions options, boolean claimOverride) {
        return steps.stream()
                .filter(step -> !claimOverride && options.claimPolicyOf(step) == ClaimPolicy.OVERRIDE)
                .findFirst()
                .map(step -> new Deny(
                        ProblemCode.CLAIM_OVERRIDE_FORBIDDEN,
                        "Step " + step.id() + " would start beside whoever has its files (on_conflict: override), and"
                                + " signalbox.admission.claim-override does not allow it.",
                        null));
    }

    private static Optional<Deny> tooManyAtOnce(AdmissionRequest request, int most, String ofWhat) {
        Integer asked = request.askedParallel();
        return asked == null || asked <= most
                ? Optional.empty()
                : Optional.of(new Deny(
                        ProblemCode.SLOT_CAP_REACHED,
                        "The request asks for " + asked + " steps at once, and there are " + most + " " + ofWhat + ".",
                        null));
    }

    private static Deny rebuilding() {
        return new Deny(
                ProblemCode.ADMISSION_REBUILDING,
                "Leases and keys are being rebuilt from the log.",
                REPAIR_MAY_BE_DONE_AFTER);
    }
}
