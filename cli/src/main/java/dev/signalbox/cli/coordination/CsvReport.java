package dev.signalbox.cli.coordination;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.StepView;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A report as a table: a row for each workflow, then a row for each step. */
record CsvReport(Report report) {
    static final List<String> HEADLINE = List.of(
            "kind",
            "workflow",
            "step",
            "title",
            "status",
            "agent",
            "attempts",
            "dispatched_at",
            "ended_at",
            "seconds",
            "input_tokens",
            "output_tokens",
            "tokens",
            "cost_usd",
            "steps_completed",
            "steps_total",
            "reason");

    String text() {
        StringBuilder text = new StringBuilder(Csv.row(HEADLINE));
        report.coordination().workflowResults().forEach((name, result) -> text.append(Csv.row(workflow(name, result))));
        Map<StepId, String> names = report.workflowOfSteps();
        report.steps().forEach(step -> text.append(Csv.row(step(step, names.getOrDefault(step.step(), "")))));
        return text.toString();
    }

    private static List<String> workflow(String name, WorkflowResult result) {
        return List.of(
                "workflow",
                name,
                "",
                "",
                result.status(),
                "",
                "",
                "",
                "",
                seconds(result.executionTime()),
                "",
                "",
                Long.toString(result.tokensUsed()),
                result.cost().toPlainString(),
                Integer.toString(result.stepsCompleted()),
                Integer.toString(result.stepsTotal()),
                result.error() == null ? "" : result.error());
    }

    private List<String> step(StepView step, String workflow) {
        return List.of(
                "step",
                workflow,
                step.step().value(),
                step.title() == null ? "" : step.title(),
                step.status().name().toLowerCase(Locale.ROOT),
                step.agent() == null ? "" : step.agent().value(),
                Integer.toString(step.attempt()),
                time(step.dispatchedAt()),
                time(step.endedAt()),
                seconds(report.time(step).toMillis() / 1000.0),
                Long.toString(step.usage().inputTokens()),
                Long.toString(step.usage().outputTokens()),
                Long.toString(step.usage().inputTokens() + step.usage().outputTokens()),
                step.usage().costUsd().toPlainString(),
                "",
                "",
                WorkflowProgress.reason(step));
    }

    private static String time(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }
}
