package dev.signalbox.cli.watch;

import static java.util.stream.Collectors.joining;

import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.StepStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A run as a board of cards, one for each step, in one to three columns.
 *
 * @param run the run
 * @param name what people call it
 * @param details what the cards say beside the progress
 * @param width the columns of the terminal
 * @param height its rows; cards for which there is no room are counted instead of shown
 * @param colour whether colour may be used
 */
public record CardBoard(RunId run, String name, RunDetails details, int width, int height, boolean colour)
        implements Picture {
    private static final String GAP = "  ";
    private static final int NARROWEST_CARD = 34;
    private static final int LINES_AROUND = 7;
    private static final String ARROW = " -> ";

    @Override
    public List<String> lines(RunProgress progress, Instant now) {
        List<StepRow> rows = List.copyOf(progress.rows());
        List<String> lines = new ArrayList<>();
        lines.add(fitting(name + " · " + Words.of(progress.status()) + " · run " + Words.brief(run), Style.BOLD));
        lines.add(fitting(counts(rows) + " · " + Words.of(progress.time(now)), Style.PLAIN));
        if (!details.goal().isBlank()) {
            lines.add(fitting("goal: " + details.goal(), Style.PLAIN));
        }
        if (details.isSequence()) {
            lines.add(fitting(line(rows), Style.CYAN));
        }
        progress.pause()
                .ifPresent(pause -> lines.add(fitting(
                        "paused; to let it go on: signalbox resume " + run
                                + (pause.reason().isEmpty() ? "" : "; because: " + pause.reason()),
                        Style.YELLOW)));
        int columns = columns(rows.size());
        Set<StepId> shown = shown(rows, columns);
        lines.addAll(grid(cards(progress, rows, shown, columns, now), columns));
        if (shown.size() < rows.size()) {
            lines.add(fitting("and " + Words.count(rows.size() - shown.size(), "more step"), Style.FAINT));
        }
        return lines;
    }

    private String fitting(String text, Style style) {
        return new Cell(text, style).in(width, true, colour);
    }

    private static String counts(List<StepRow> rows) {
        long done = rows.stream()
                .filter(row -> row.status() == StepStatus.SUCCEEDED)
                .count();
        long ended = rows.stream().filter(row -> row.status().isTerminal()).count();
        long running =
                rows.stream().filter(row -> Card.isInFlight(row.status())).count();
        return "done %d · fail %d · run %d · pending %d"
                .formatted(done, ended - done, running, rows.size() - ended - running);
    }

    /** The steps in their order, the active one in brackets; what comes long before it gives way when the line is too long. */
    private String line(List<StepRow> rows) {
        int active = active(rows);
        for (int from = 0; from <= Math.max(0, active); from++) {
            String line = (from > 0 ? "…" + ARROW : "") + names(rows, from, active);
            String upToActive = (from > 0 ? "…" + ARROW : "") + names(rows.subList(0, active + 1), from, active);
            if (line.length() <= width || upToActive.length() < width || from == active) {
                return line;
            }
        }
        return names(rows, 0, active);
    }

    private static String names(List<StepRow> rows, int from, int active) {
        List<String> names = new ArrayList<>();
        for (int at = from; at < rows.size(); at++) {
            String step = rows.get(at).step().value();
            names.add(at == active ? "[" + step + "]" : step);
        }
        return String.join(ARROW, names);
    }

    private static int active(List<StepRow> rows) {
        for (int at = 0; at < rows.size(); at++) {
            if (!rows.get(at).status().isTerminal()) {
                return at;
            }
        }
        return -1;
    }

    private int columns(int cards) {
        int columns = cards >= 7 ? 3 : cards >= 4 ? 2 : Math.max(1, cards);
        while (columns > 1 && cardWidth(columns) < NARROWEST_CARD) {
            columns--;
        }
        return columns;
    }

    private int cardWidth(int columns) {
        return (width - GAP.length() * (columns - 1)) / columns;
    }

    private Set<StepId> shown(List<StepRow> rows, int columns) {
        long room = (long) Math.max(1, (height - LINES_AROUND) / Card.HEIGHT) * columns;
        Set<StepId> shown = new HashSet<>();
        rows.stream()
                .sorted(Comparator.comparingInt(CardBoard::interest))
                .limit(room)
                .forEach(row -> shown.add(row.step()));
        return shown;
    }

    private static int interest(StepRow row) {
        if (Card.isInFlight(row.status())) {
            return 0;
        }
        if (row.status() == StepStatus.FAILED) {
            return 1;
        }
        return row.status().isTerminal() ? 3 : 2;
    }

    private List<List<String>> cards(
            RunProgress progress, List<StepRow> rows, Set<StepId> shown, int columns, Instant now) {
        Card card = new Card(run, cardWidth(columns), colour);
        List<List<String>> cards = new ArrayList<>();
        for (int at = 0; at < rows.size(); at++) {
            if (shown.contains(rows.get(at).step())) {
                cards.add(card.lines(rows.get(at), at + 1, progress, details, now));
            }
        }
        return cards;
    }

    private static List<String> grid(List<List<String>> cards, int columns) {
        List<String> lines = new ArrayList<>();
        for (int first = 0; first < cards.size(); first += columns) {
            List<List<String>> beside = cards.subList(first, Math.min(cards.size(), first + columns));
            for (int line = 0; line < Card.HEIGHT; line++) {
                int height = line;
                lines.add(beside.stream().map(card -> card.get(height)).collect(joining(GAP)));
            }
        }
        return lines;
    }
}
