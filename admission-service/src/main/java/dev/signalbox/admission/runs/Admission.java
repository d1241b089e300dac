package dev.signalbox.admission.runs;

import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.contracts.RunId;

/** What a caller gets. */
public sealed interface Admission {
    /** A new run; its command is in the log. */
    record Accepted(RunId run) implements Admission {}

    /** The run of an earlier request; its command is in the log. */
    record Attached(RunId run) implements Admission {}

    /** No run, or none that is certain. */
    record Denied(Deny denial) implements Admission {}
}
