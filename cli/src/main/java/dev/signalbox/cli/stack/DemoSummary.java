package dev.signalbox.cli.stack;

import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Table;
import dev.signalbox.cli.text.Words;
import dev.signalbox.cli.watch.RunProgress;
import dev.signalbox.cli.watch.StepRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the demonstration has shown, in the end. */
record DemoSummary(int width, boolean colour) {
    List<String> lines(RunProgress progress, List<String> changedFiles, List<String> log, Instant now) {
        List<String> lines = new ArrayList<>();
        heading(lines, "Steps and attempts");
        lines.addAll(new Table(
                        List.of("STEP", "STATE", "AGENT", "ATTEMPTS", "TIME"),
                        progress.rows().stream().map(row -> cells(row, now)).toList())
                .lines(width, colour));
        heading(lines, "Who waited for whom");
        progress.claimWaits()
                .forEach(wait -> lines.add("%s waited %s for %s, which held %s"
                        .formatted(
                                wait.step(),
                                Words.of(wait.time()),
                                wait.claim().step(),
                                wait.claim().path())));
        if (!log.isEmpty()) {
            heading(lines, "Files changed");
            lines.addAll(changedFiles);
            heading(lines, "Commits");
            lines.addAll(log);
        }
        lines.add("");
        return lines;
    }

    private void heading(List<String> lines, String words) {
        lines.add("");
        lines.add(Style.BOLD.paint(words, colour));
    }

    private static List<Cell> cells(StepRow row, Instant now) {
        return List.of(
                Cell.of(row.step().value()),
                new Cell(Words.of(row.status()), Words.style(row.status())),
                Cell.of(row.agent() == null ? "" : row.agent().value()),
                Cell.of(row.attempt() == 0 ? "" : Integer.toString(row.attempt())),
                Cell.of(row.begunAt() == null ? "" : Words.of(row.time(now))));
    }
}
