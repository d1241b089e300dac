package dev.signalbox.admission.runs;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.QueuePlace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What admission decides about a request. */
public sealed interface AdmissionDecision {
    /** A new run. It is accepted when its command is in the log. */
    record Admit(RunId run) implements AdmissionDecision {}

    /** A new run that waits for a place. It is accepted when its command is in the log. */
    record Enqueue(RunId run, QueuePlace place) implements AdmissionDecision {}

    /**
     * The run of an earlier request whose command is in the log.
     *
     * @param place where it stands while it waits for a place; null when it does not
     */
    record Attach(RunId run, @Nullable QueuePlace place) implements AdmissionDecision {}

    /** The run of an earlier request whose command must still reach the log, under the same id. */
    record Finish(RunId run, @Nullable QueuePlace place) implements AdmissionDecision {}

    /**
     * No run.
     *
     * @param code why
     * @param reason the same in a sentence
     * @param retryAfter when asking again may help; null when it does not
     */
    record Deny(ProblemCode code, String reason, @Nullable Duration retryAfter) implements AdmissionDecision {}
}
