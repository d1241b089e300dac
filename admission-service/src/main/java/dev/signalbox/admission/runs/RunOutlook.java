package dev.signalbox.admission.runs;

import dev.signalbox.admission.runs.AdmissionDecision.Admit;
import dev.signalbox.admission.runs.AdmissionDecision.Attach;
import dev.signalbox.admission.runs.AdmissionDecision.Deny;
import dev.signalbox.admission.runs.AdmissionDecision.Enqueue;
import dev.signalbox.admission.runs.AdmissionDecision.Finish;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.admission.Verdict;
import dev.signalbox.contracts.api.AdmissionOutlook;
import dev.signalbox.contracts.api.QueuePlace;
import org.jspecify.annotations.Nullable;

/** Says in advance what a decision of admission would mean to a caller. */
public final class RunOutlook {
    private RunOutlook() {}

    public static AdmissionOutlook of(AdmissionDecision decision) {
        return switch (decision) {
            case Admit admit ->
                new AdmissionOutlook(
                        Verdict.ALLOWED, null, "There is room for the run. Nothing is reserved.", null, null, null);
            case Enqueue queued ->
                new AdmissionOutlook(
                        Verdict.QUEUED,
                        null,
                        "The run would wait for a place, as number "
                                + queued.place().position() + ".",
                        null,
                        null,
                        queued.place());
            case Attach attach -> attached(attach.run(), attach.place());
            case Finish finish -> attached(finish.run(), finish.place());
            case Deny denial ->
                new AdmissionOutlook(
                        Verdict.DENIED,
                        denial.code(),
                        denial.reason(),
                        denial.retryAfter() == null ? null : denial.retryAfter().toMillis(),
                        null,
                        null);
        };
    }

    private static AdmissionOutlook attached(RunId run, @Nullable QueuePlace place) {
        return new AdmissionOutlook(
                Verdict.DEDUPLICATED,
                null,
                "The same request is run " + run + " already; a submission would be attached to it.",
                null,
                run,
                place);
    }
}
