package dev.signalbox.cli.watch;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Table;
import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.RunPaused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The table of a run's steps.
 *
 * @param run the run
 * @param name what people call it
 * @param width the columns of the terminal
 * @param height its rows; what does not fit is counted instead of shown
 * @param colour whether colour may be used
 */
public record ProgressTable(RunId run, String name, int width, int height, boolean colour) implements Picture {
    private static final List<String> HEADLINE = List.of("STEP", "STATE", "AGENT", "ATTEMPT", "TIME", "WAITS FOR");
    private static final int LINES_AROUND = 4;

    @Override
    public List<String> lines(RunProgress progress, Instant now) {
        List<StepRow> shown = shown(progress);
        List<String> lines = new ArrayList<>();
        lines.add(title(progress, now));
        lines.addAll(new Table(
                        HEADLINE,
                        shown.stream().map(row -> cells(progress, row, now)).toList())
                .lines(width, colour));
        if (shown.size() < progress.rows().size()) {
            lines.add(Style.FAINT.paint(rest(progress, new HashSet<>(shown)), colour));
        }
        progress.pause().ifPresent(pause -> lines.add(held(pause)));
        return lines;
    }

    private String held(RunPaused pause) {
        String why = pause.reason().isEmpty() ? "" : ": " + PlainText.line(pause.reason());
        String how = "; to let it go on: signalbox resume " + run;
        String words = "paused by " + PlainText.line(pause.requestedBy()) + why;
        int room = Math.max(0, width - how.length());
        String fitting = words.length() <= room ? words : words.substring(0, room);
        return Style.YELLOW.paint(fitting + how, colour);
    }

    private String title(RunProgress progress, Instant now) {
        long done = progress.rows().stream()
                .filter(row -> row.status().isTerminal())
                .count();
        String words = "%s  %s  %d of %d steps  %s"
                .formatted(
                        PlainText.line(name),
                        Words.of(progress.status()),
                        done,
                        progress.rows().size(),
                        Words.of(progress.time(now)));
        String fitting = words.length() <= width ? words : words.substring(0, width);
        return Style.BOLD.paint(fitting, colour);
    }

    private List<StepRow> shown(RunProgress progress) {
        int around = progress.pause().isPresent() ? LINES_AROUND + 1 : LINES_AROUND;
        int room = Math.max(3, height - around);
        if (progress.rows().size() <= room) {
            return List.copyOf(progress.rows());
        }
        Set<StepId> chosen = new HashSet<>();
        progress.rows().stream()
                .sorted(Comparator.comparingInt(ProgressTable::interest))
                .limit(room)
                .forEach(row -> chosen.add(row.step()));
        return progress.rows().stream()
                .filter(row -> chosen.contains(row.step()))
                .toList();
    }

    private static int interest(StepRow row) {
        return switch (row.status()) {
            case FAILED, CONFLICTED -> 0;
            case RUNNING, DISPATCHED -> 1;
            case BACKING_OFF -> 2;
            case READY -> 3;
            case CANCELLED, SKIPPED -> 4;
            case PENDING -> 5;
            case SUCCEEDED -> 6;
        };
    }

    private static String rest(RunProgress progress, Set<StepRow> shown) {
        return "and "
                + progress.rows().stream()
                        .filter(row -> !shown.contains(row))
                        .collect(groupingBy(StepRow::status, TreeMap::new, counting()))
                        .entrySet()
                        .stream()
                        .map(entry -> entry.getValue() + " " + Words.of(entry.getKey()))
                        .collect(joining(", "));
    }

    private List<Cell> cells(RunProgress progress, StepRow row, Instant now) {
        return List.of(
                Cell.of(row.step().value()),
                new Cell(Words.of(row.status()), Words.style(row.status())),
                Cell.of(row.agent() == null ? "" : row.agent().value()),
                Cell.of(attempt(row)),
                Cell.of(row.begunAt() == null ? "" : Words.of(row.time(now))),
                new Cell(waitsFor(progress, row, now), row.status().isTerminal() ? Style.FAINT : Style.PLAIN));
    }

    private String waitsFor(RunProgress progress, StepRow row, Instant now) {
        if (row.waitsFor() != null) {
            return Words.of(row.waitsFor(), run, now);
        }
        return switch (row.status()) {
            case PENDING -> steps(progress.unmet(row));
            case FAILED -> row.result() == null ? "" : Words.of(row.result());
            case CONFLICTED -> "a decision: signalbox why " + run + " " + row.step();
            case SKIPPED -> row.reason() == null ? "" : row.reason();
            case READY, DISPATCHED, RUNNING, BACKING_OFF, SUCCEEDED, CANCELLED -> "";
        };
    }

    private static String steps(List<StepId> unmet) {
        return unmet.isEmpty()
                ? ""
                : (unmet.size() == 1 ? "step " : "steps ")
                        + unmet.stream().map(StepId::value).collect(joining(", "));
    }

    private static String attempt(StepRow row) {
        if (row.attempt() == 0) {
            return "";
        }
        return row.maxAttempts() == 1 ? "1" : row.attempt() + " of " + row.maxAttempts();
    }
}
