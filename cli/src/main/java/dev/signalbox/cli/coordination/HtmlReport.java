package dev.signalbox.cli.coordination;

import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.event.StepStatus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A report as one page that needs nothing else: no script, no font, no picture. It shows how the run ended, what failed, what each
 * workflow took and cost, when each step ran, and every step with its attempts.
 */
final class HtmlReport {
    private static final String STYLE = "report.css";

    private final Report report;
    private final ZoneId zone;
    private final Map<StepId, String> workflows;
    private final StringBuilder page = new StringBuilder();

    HtmlReport(Report report, ZoneId zone) {
        this.report = report;
        this.zone = zone;
        this.workflows = report.workflowOfSteps();
    }

    String text() {
        head();
        outcome();
        failures();
        workflows();
        timeline();
        steps();
        page.append("</main>\n</body>\n</html>\n");
        return page.toString();
    }

    private void head() {
        add("""
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
                <title>%s: %s</title>
                <style>
                %s</style>
                </head>
                <body>
                <main>
                """, report.run().name(), report.coordination().status(), new Raw(style()));
    }

    private void outcome() {
        RunView run = report.run();
        CoordinationState state = report.coordination();
        add(
                "<header>\n<p class=\"badge %s\">%s</p>\n<h1>%s</h1>\n<p class=\"reason\">%s</p>\n<dl>\n",
                state.status(), StateTable.words(state.status()), run.name(), run.reason() == null ? "" : run.reason());
        fact(
                "Steps",
                "%d of %d".formatted(run.steps().succeeded(), report.steps().size()));
        fact("Time", Words.of(Duration.between(run.submittedAt(), report.end())));
        fact("Tokens", grouped(run.usage().inputTokens() + run.usage().outputTokens()));
        fact("Cost", StateTable.money(run.usage().costUsd()));
        fact("Budget", state.budget() == null ? "none" : StateTable.money(state.budget()));
        fact("Mode", state.mode());
        add(
                "</dl>\n<p class=\"small\">%s · run %s · workspace %s · submitted %s</p>\n</header>\n",
                state.id(), run.run().value(), run.workspace().value(), Words.of(run.submittedAt(), zone));
    }

    private void fact(String name, String value) {
        add("<div><dt>%s</dt><dd>%s</dd></div>\n", name, value);
    }

    private void failures() {
        List<StepView> failed = report.steps().stream()
                .filter(step -> step.status() == StepStatus.FAILED)
                .toList();
        if (failed.isEmpty()) {
            return;
        }
        add("<section class=\"failures\">\n<h2>%s</h2>\n", Words.count(failed.size(), "failed step"));
        for (StepView step : failed) {
            add(
                    "<article><h3>%s</h3><p>%s</p><p class=\"small\">%s · attempt %s of %s · %s</p></article>\n",
                    named(step),
                    WorkflowProgress.reason(step),
                    workflow(step),
                    step.attempt(),
                    step.maxAttempts(),
                    step.agent() == null ? "no agent" : "agent " + step.agent());
        }
        page.append("</section>\n");
    }

    private void workflows() {
        page.append(
                "<section>\n<h2>Workflows</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>Workflow</th><th>Status</th>"
                        + "<th class=\"n\">Steps</th><th class=\"n\">Time</th><th class=\"n\">Tokens</th><th class=\"n\">Cost</th></tr></thead>\n<tbody>\n");
        report.coordination()
                .workflowResults()
                .forEach((name, result) -> add(
                        "<tr><td>%s</td><td><span class=\"badge %s\">%s</span></td><td class=\"n\">%s/%s</td><td class=\"n\">%s</td>"
                                + "<td class=\"n\">%s</td><td class=\"n\">%s</td></tr>\n",
                        name,
                        result.status(),
                        result.status(),
                        result.stepsCompleted(),
                        result.stepsTotal(),
                        Words.of(Duration.ofMillis(Math.round(result.executionTime() * 1000))),
                        grouped(result.tokensUsed()),
                        StateTable.money(result.cost())));
        page.append("</tbody>\n</table></div>\n</section>\n");
    }

    private void timeline() {
        Duration all = Duration.between(report.run().submittedAt(), report.end());
        double total = Math.max(1, all.toMillis());
        add(
                "<section>\n<h2>Timeline</h2>\n<div class=\"scale\"><span>0</span><span>%s</span></div>\n<ol class=\"timeline\">\n",
                Words.of(all));
        for (StepView step : report.steps()) {
            double from = step.dispatchedAt() == null
                    ? 0
                    : Math.max(
                            0,
                            Duration.between(report.run().submittedAt(), step.dispatchedAt())
                                    .toMillis());
            double left = Math.min(99.5, 100 * from / total);
            double width = step.dispatchedAt() == null
                    ? 0
                    : Math.clamp(100 * report.time(step).toMillis() / total, 0.5, 100 - left);
            add(
                    "<li><span class=\"label\" title=\"%s\">%s</span><span class=\"lane\"><span class=\"bar %s\" style=\"left:%s%%;width:%s%%\"></span></span>"
                            + "<span class=\"n\">%s</span></li>\n",
                    named(step),
                    step.step().value(),
                    word(step),
                    percent(left),
                    percent(width),
                    step.dispatchedAt() == null ? word(step) : Words.of(report.time(step)));
        }
        page.append("</ol>\n</section>\n");
    }

    private void steps() {
        page.append(
                "<section>\n<h2>Steps</h2>\n<div class=\"wide\"><table>\n<thead><tr><th>Step</th><th>Status</th><th>Agent</th>"
                        + "<th class=\"n\">Attempts</th><th class=\"n\">Time</th><th class=\"n\">Tokens</th><th class=\"n\">Cost</th><th>Reason</th></tr></thead>\n<tbody>\n");
        List<StepView> ordered = new ArrayList<>(report.steps());
        ordered.sort(Comparator.comparing((StepView step) -> step.status() != StepStatus.FAILED));
        for (StepView step : ordered) {
            add(
                    "<tr><td><strong>%s</strong><br>%s<br><span class=\"small\">%s</span></td><td><span class=\"badge %s\">%s</span></td><td>%s</td>"
                            + "<td class=\"n\">%s of %s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td class=\"n\">%s</td><td>%s</td></tr>\n",
                    step.step().value(),
                    step.title() == null ? "" : step.title(),
                    workflow(step),
                    word(step),
                    word(step).replace('_', ' '),
                    step.agent() == null ? "" : step.agent().value(),
                    step.attempt(),
                    step.maxAttempts(),
                    step.dispatchedAt() == null ? "" : Words.of(report.time(step)),
                    grouped(step.usage().inputTokens() + step.usage().outputTokens()),
                    StateTable.money(step.usage().costUsd()),
                    WorkflowProgress.reason(step));
        }
        page.append("</tbody>\n</table></div>\n</section>\n");
    }

    private static String named(StepView step) {
        return step.title() == null ? step.step().value() : step.step().value() + "  " + step.title();
    }

    private String workflow(StepView step) {
        return workflows.getOrDefault(step.step(), "");
    }

    private static String word(StepView step) {
        return step.status().name().toLowerCase(Locale.ROOT);
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%.2f", percent);
    }

    /** Text that is markup already: only our own. */
    private record Raw(String markup) {}

    /** Adds markup of ours; every value in it is escaped. */
    private void add(String markup, Object... values) {
        Object[] escaped = new Object[values.length];
        for (int at = 0; at < values.length; at++) {
            escaped[at] = values[at] instanceof Raw raw ? raw.markup() : Html.text(String.valueOf(values[at]));
        }
        page.append(String.format(Locale.ROOT, markup, escaped));
    }

    private static String style() {
        try (InputStream file = HtmlReport.class.getResourceAsStream(STYLE)) {
            if (file == null) {
                throw new IllegalStateException("the command line was built without " + STYLE);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
