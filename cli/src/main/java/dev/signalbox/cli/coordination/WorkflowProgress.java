package dev.signalbox.cli.coordination;

import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.spec.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sums up the steps of a workflow. */
final class WorkflowProgress {
    private WorkflowProgress() {}

    static WorkflowResult of(List<StepView> steps, Instant now) {
        Usage usage = steps.stream().map(StepView::usage).reduce(Usage.NONE, Usage::plus);
        int succeeded = (int) count(steps, StepStatus.SUCCEEDED);
        boolean ended = !steps.isEmpty()
                && steps.stream().allMatch(step -> step.status().isTerminal());
        return new WorkflowResult(
                ended ? Boolean.valueOf(succeeded == steps.size()) : null,
                status(steps, succeeded, ended),
                time(steps, now).toMillis() / 1000.0,
                usage.inputTokens() + usage.outputTokens(),
                usage.costUsd(),
                succeeded,
                steps.size(),
                error(steps));
    }

    private static String status(List<StepView> steps, int succeeded, boolean ended) {
        if (!ended) {
            return steps.stream().allMatch(step -> step.dispatchedAt() == null) ? "waiting" : "running";
        }
        if (succeeded == steps.size()) {
            return "completed";
        }
        if (count(steps, StepStatus.FAILED) > 0) {
            return "failed";
        }
        return count(steps, StepStatus.CANCELLED) > 0 ? "cancelled" : "skipped";
    }

    private static long count(List<StepView> steps, StepStatus status) {
        return steps.stream().filter(step -> step.status() == status).count();
    }

    private static Duration time(List<StepView> steps, Instant now) {
        Optional<Instant> begin = steps.stream()
                .flatMap(step -> Optional.ofNullable(step.dispatchedAt()).stream())
                .min(Comparator.naturalOrder());
        Instant end = steps.stream()
                .filter(step -> step.dispatchedAt() != null)
                .map(step -> step.endedAt() == null ? now : step.endedAt())
                .max(Comparator.naturalOrder())
                .orElse(now);
        return begin.map(first -> Duration.between(first, end)).orElse(Duration.ZERO);
    }

    private static @Nullable String error(List<StepView> steps) {
        return steps.stream()
                .filter(step -> step.status() == StepStatus.FAILED)
                .findFirst()
                .map(step -> "step " + step.step() + " " + reason(step))
                .orElse(null);
    }

    /** Why a step ended as it did, or what it waits for, in one line; empty when there is nothing to say. */
    static String reason(StepView step) {
        if (step.reason() != null) {
            return step.reason();
        }
        if (step.result() != null && step.status() != StepStatus.SUCCEEDED) {
            return Words.of(step.result());
        }
        return "";
    }
}
