package dev.signalbox.contracts.api;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.admission.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * What admission would answer to a submission at the time of the question. Nothing is reserved by asking, so it may have changed when
 * the run is submitted.
 *
 * @param verdict what would be decided
 * @param code why it would be denied; null when it would not
 * @param detail the same in a sentence
 * @param retryAfterMs when trying again may help, in milliseconds; null when waiting does not help or is not needed
 * @param run the run that the caller would be attached to; null when there is none
 * @param queue where it would stand; null when it would not wait
 */
public record AdmissionOutlook(
        Verdict verdict,
        @Nullable ProblemCode code,
        String detail,
        @Nullable Long retryAfterMs,
        @Nullable RunId run,
        @Nullable QueuePlace queue) {
    /** What admission would answer without a queue. */
    public AdmissionOutlook(
            Verdict verdict,
            @Nullable ProblemCode code,
            String detail,
            @Nullable Long retryAfterMs,
            @Nullable RunId run) {
        this(verdict, code, detail, retryAfterMs, run, null);
    }
}
