package dev.signalbox.admission.runs;

import dev.signalbox.admission.runs.AdmissionDecision.Admit;
import dev.signalbox.admission.runs.AdmissionDecision.Attach;
import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.admission.runs.AdmissionDecision.Finish;
import dev.signalbox.admission.runs.LeaseAnswer.Full;
import dev.signalbox.admission.runs.LeaseAnswer.Granted;
import dev.signalbox.admission.runs.LeaseAnswer.Known;
import dev.signalbox.admission.runs.LeaseAnswer.Rebuilding;
import dev.signalbox.contracts.ProblemCode;
import java.time.Duration;

/** Decides what a request for a run gets, from what the shared state says to it. */
public final class RunAdmission {
    /** When a caller who was denied for want of room should ask again: runs take seconds, not milliseconds. */
    public static final Duration ROOM_MAY_BE_FREE_AFTER = Duration.ofSeconds(2);
    /** When a caller should ask again who met a rebuild or an unreachable server. */
    public static final Duration REPAIR_MAY_BE_DONE_AFTER = Duration.ofSeconds(1);

    private RunAdmission() {}

    public static AdmissionDecision decide(AdmissionRequest request, LeaseAnswer answer) {
        return switch (answer) {
            case Granted granted -> new Admit(request.candidate());
            case Known known when !sameRequest(known, request) -> keyReused(request);
            case Known known when known.unsent() -> new Finish(known.run());
            case Known known -> new Attach(known.run());
            case Full full -> noRoom(full);
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

    /** The answer when the run, read into its normal form, does not fit into one record of the log. */
    public static Deny tooLargeForTheLog() {
        return new Deny(
                ProblemCode.DEFINITION_TOO_LARGE, "The run does not fit into one record of the log (16 MiB).", null);
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
        return new Deny(
                ProblemCode.RUN_CAP_REACHED,
                full.activeRuns() + " runs are live, which is as many as signalbox.admission.max-runs allows.",
                ROOM_MAY_BE_FREE_AFTER);
    }

    private static Deny rebuilding() {
        return new Deny(
                ProblemCode.ADMISSION_REBUILDING,
                "Leases and keys are being rebuilt from the log.",
                REPAIR_MAY_BE_DONE_AFTER);
    }
}
