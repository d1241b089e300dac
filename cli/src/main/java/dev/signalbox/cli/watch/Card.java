package dev.signalbox.cli.watch;

import static java.util.stream.Collectors.joining;

import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.spec.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * One step of a run as a card of six lines.
 *
 * @param run the run
 * @param width how wide the card is, its border included
 * @param colour whether colour may be used
 */
record Card(RunId run, int width, boolean colour) {
    static final int HEIGHT = 6;
    static final int LONGEST_PREVIEW = 200;

    private static final int BORDERS = 4;
    private static final String SEPARATOR = " · ";

    List<String> lines(StepRow row, int number, RunProgress progress, RunDetails details, Instant now) {
        Style style = Words.style(row.status());
        int inner = Math.max(1, width - BORDERS);
        return List.of(
                border("╭", "╮"),
                line(new Cell(row.step().value() + " #" + number, Style.BOLD)),
                line(new Cell(icon(row.status()) + " " + Words.of(row.status()) + driver(row, details), style)),
                line(Cell.of(usage(row, details, now))),
                line(new Cell(end(preview(row, progress, details, now), inner), Style.FAINT)),
                border("╰", "╯"));
    }

    private String border(String left, String right) {
        return left + "─".repeat(Math.max(0, width - 2)) + right;
    }

    private String line(Cell cell) {
        return "│ " + cell.in(Math.max(1, width - BORDERS), false, colour) + " │";
    }

    private static String icon(StepStatus status) {
        if (status == StepStatus.SUCCEEDED) {
            return "✓";
        }
        if (status == StepStatus.FAILED) {
            return "✗";
        }
        if (status.isTerminal()) {
            return "–";
        }
        return isInFlight(status) ? "▶" : "○";
    }

    static boolean isInFlight(StepStatus status) {
        return status == StepStatus.RUNNING || status == StepStatus.DISPATCHED;
    }

    private static String driver(StepRow row, RunDetails details) {
        return details.agent(row)
                .map(agent -> {
                    var type = details.type(agent);
                    String named = agent.value().equals(row.step().value()) ? "" : SEPARATOR + agent;
                    return named + (type == null ? "" : SEPARATOR + type);
                })
                .orElse("");
    }

    private static String usage(StepRow row, RunDetails details, Instant now) {
        if (row.attempt() == 0) {
            return "";
        }
        Usage usage = details.usage(row.step());
        List<String> parts = new ArrayList<>();
        if (!usage.equals(Usage.NONE)) {
            parts.add(tokens(usage.inputTokens() + usage.outputTokens()) + " tokens");
            parts.add("$%s".formatted("%.4f".formatted(usage.costUsd())));
        }
        parts.add("attempt " + row.attempt() + (row.maxAttempts() == 1 ? "" : " of " + row.maxAttempts()));
        parts.add(Words.of(row.time(now)));
        String tripped = details.tripped(row.step());
        if (!tripped.isEmpty()) {
            parts.addFirst("governor: " + tripped);
        }
        return String.join(SEPARATOR, parts);
    }

    /** 950, 1.2k, 15k, 1.0M. */
    static String tokens(long number) {
        if (number < 1_000) {
            return Long.toString(number);
        }
        if (number < 10_000) {
            return String.format(Locale.ROOT, "%.1fk", Math.floor(number / 100.0) / 10);
        }
        return number < 1_000_000
                ? number / 1_000 + "k"
                : String.format(Locale.ROOT, "%.1fM", Math.floor(number / 100_000.0) / 10);
    }

    private String preview(StepRow row, RunProgress progress, RunDetails details, Instant now) {
        String output = lastLines(details.printed(row.step()));
        if (row.status() == StepStatus.FAILED && row.result() != null) {
            return Words.of(row.result()) + (output.isEmpty() ? "" : SEPARATOR + output);
        }
        if (row.reason() != null) {
            return row.reason();
        }
        if (!row.status().isTerminal() && !isInFlight(row.status())) {
            List<StepId> unmet = progress.unmet(row);
            if (row.waitsFor() != null) {
                return "waits for " + Words.of(row.waitsFor(), run, now);
            }
            return unmet.isEmpty()
                    ? ""
                    : "waits for " + unmet.stream().map(StepId::value).collect(joining(", "));
        }
        return output;
    }

    /** The last lines that are not blank, as many as the longest preview has room for. */
    static String lastLines(String printed) {
        List<String> shown = new ArrayList<>();
        int room = LONGEST_PREVIEW;
        for (String line : PlainText.of(printed).lines().toList().reversed()) {
            String plain = PlainText.line(line);
            if (plain.isEmpty()) {
                continue;
            }
            if (plain.length() + 1 > room) {
                if (shown.isEmpty()) {
                    shown.add(end(plain, LONGEST_PREVIEW));
                }
                break;
            }
            room -= plain.length() + 1;
            shown.add(plain);
        }
        Collections.reverse(shown);
        return String.join(" ", shown);
    }

    /** The end of a text, when all of it does not fit. */
    private static String end(String text, int room) {
        String plain = PlainText.line(text);
        int length = plain.codePointCount(0, plain.length());
        return length <= room
                ? plain
                : "…" + plain.substring(plain.offsetByCodePoints(0, length - Math.max(0, room - 1)));
    }
}
