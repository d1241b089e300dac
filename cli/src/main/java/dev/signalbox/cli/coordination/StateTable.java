package dev.signalbox.cli.coordination;

import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Table;
import dev.signalbox.cli.text.Words;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** A coordination as a table of its workflows, with a line of how far it is. */
record StateTable(int width, boolean colour) {
    private static final List<String> HEADLINE =
            List.of("WORKFLOW", "STATUS", "TOKENS", "COST", "STEPS", "TIME", "ERROR");
    private static final int BAR = 20;
    private static final int CENTS = 2;

    List<String> lines(CoordinationState state) {
        List<String> lines = new ArrayList<>();
        lines.add(Style.BOLD.paint(state.id(), colour) + "  "
                + style(state.status()).paint(words(state.status()), colour) + "  "
                + (state.run() == null ? "no run" : "run " + state.run()));
        Collection<WorkflowResult> results = state.workflowResults().values();
        lines.add(progress(results));
        lines.addAll(new Table(HEADLINE, rows(state)).lines(width, colour));
        return lines;
    }

    private static List<List<Cell>> rows(CoordinationState state) {
        return state.workflows().keySet().stream()
                .map(name -> {
                    WorkflowResult result = state.workflowResults().get(name);
                    return result == null ? silent(name) : cells(name, result);
                })
                .toList();
    }

    private static List<Cell> silent(String name) {
        return List.of(name, "not seen yet", "", "", "", "", "").stream()
                .map(Cell::of)
                .toList();
    }

    private static List<Cell> cells(String name, WorkflowResult result) {
        return List.of(
                Cell.of(name),
                new Cell(words(result.status()), style(result.status())),
                Cell.of(Long.toString(result.tokensUsed())),
                Cell.of(money(result.cost())),
                Cell.of(result.stepsCompleted() + "/" + result.stepsTotal()),
                Cell.of(Words.of(Duration.ofMillis(Math.round(result.executionTime() * 1000)))),
                new Cell(result.error() == null ? "" : result.error(), Style.RED));
    }

    private static String progress(Collection<WorkflowResult> results) {
        int done = results.stream().mapToInt(WorkflowResult::stepsCompleted).sum();
        int all = results.stream().mapToInt(WorkflowResult::stepsTotal).sum();
        BigDecimal cost = results.stream().map(WorkflowResult::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
        int filled = all == 0 ? 0 : done * BAR / all;
        return "[%s%s] %d of %s, %s"
                .formatted("#".repeat(filled), ".".repeat(BAR - filled), done, Words.count(all, "step"), money(cost));
    }

    static String money(BigDecimal dollars) {
        BigDecimal exact = dollars.stripTrailingZeros();
        return "$" + exact.setScale(Math.max(CENTS, exact.scale())).toPlainString();
    }

    static String words(String status) {
        return PlainText.line(status.replace('_', ' '));
    }

    static Style style(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "completed" -> Style.GREEN;
            case "failed", "cancelled", "timed_out" -> Style.RED;
            case "running", "queued" -> Style.CYAN;
            case "cancelling", "paused", "skipped" -> Style.YELLOW;
            default -> Style.FAINT;
        };
    }
}
