package dev.signalbox.admission.runs;

import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.QueuePlace;
import org.jspecify.annotations.Nullable;

/** What a caller gets. */
public sealed interface Admission {
    /** A new run; its command is in the log. */
    record Accepted(RunId run) implements Admission {}

    /** A new run that waits for a place; its command is in the log. */
    record Queued(RunId run, QueuePlace place) implements Admission {}

    /**
     * The run of an earlier request; its command is in the log.
     *
     * @param place where it stands while it waits for a place; null when it does not
     */
    record Attached(RunId run, @Nullable QueuePlace place) implements Admission {}

    /** No run, or none that is certain. */
    record Denied(Deny denial) implements Admission {}
}
