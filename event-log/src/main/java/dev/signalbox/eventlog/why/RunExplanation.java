package dev.signalbox.eventlog.why;

import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.api.Why;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Explains a run by what is known of it and of the steps that decide where it is.
 *
 * @param steps of a live run those that are in flight, else those that wait; of an ended one those that did not succeed
 */
public record RunExplanation(RunView run, List<StepView> steps) {
    public Why why() {
        return new Why(
                run.run(),
                null,
                run.status().name().toLowerCase(Locale.ROOT),
                answer(),
                waitsFor(),
                since(),
                Holders.of(steps),
                freedBy(),
                Map.of("steps", run.steps()));
    }

    private String answer() {
        return switch (run.status()) {
            case SUCCEEDED, FAILED, CANCELLED, TIMED_OUT, CANCELLING -> run.reason() == null ? "stopped" : run.reason();
            case PAUSED ->
                "it is paused" + (run.reason() == null || run.reason().isEmpty() ? "" : ": " + run.reason());
            case QUEUED, RUNNING ->
                run.steps().inFlight() > 0
                        ? run.steps().inFlight() + " of its steps are in flight"
                        : "none of its steps is in flight: " + first();
        };
    }

    private String first() {
        return steps.isEmpty()
                ? "nothing of it may start yet"
                : new StepExplanation(steps.getFirst(), run, List.of(), null)
                                .why()
                                .answer() + " (step " + steps.getFirst().step() + ")";
    }

    private @Nullable String waitsFor() {
        return switch (run.status()) {
            case PAUSED -> "paused";
            case QUEUED, RUNNING, CANCELLING -> run.steps().inFlight() > 0 ? "steps" : null;
            case SUCCEEDED, FAILED, CANCELLED, TIMED_OUT -> null;
        };
    }

    private @Nullable String freedBy() {
        return switch (run.status()) {
            case PAUSED -> "signalbox resume " + run.run();
            case CANCELLING -> "its processes ending";
            case QUEUED, RUNNING -> run.steps().inFlight() > 0 ? "its steps ending" : null;
            case SUCCEEDED, FAILED, CANCELLED, TIMED_OUT -> null;
        };
    }

    private @Nullable Instant since() {
        return run.endedAt() != null ? run.endedAt() : run.startedAt() != null ? run.startedAt() : run.submittedAt();
    }
}
