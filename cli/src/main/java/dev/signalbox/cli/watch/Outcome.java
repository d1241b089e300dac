package dev.signalbox.cli.watch;

import dev.signalbox.cli.text.MoneyWords;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Words;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.spec.Budget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The last words about a run: how it ended, and which steps are to blame. */
public record Outcome(RunId run, boolean colour) {
    public List<String> lines(RunProgress progress, Instant now) {
        List<String> lines = new ArrayList<>();
        progress.rows().stream()
                .filter(row -> row.status() == StepStatus.FAILED)
                .forEach(row -> lines.addAll(blame(row)));
        progress.end().flatMap(end -> money(end, progress)).ifPresent(lines::add);
        verdict(progress, now).ifPresent(lines::add);
        return lines;
    }

    private static Optional<String> money(RunEnded end, RunProgress progress) {
        Budget spent = new Budget(end.usage().costUsd(), end.usage().tokens());
        return MoneyWords.of(progress.limit(), spent, Budget.NONE).map(words -> "money: " + words);
    }

    /** How the run ended, on one line; empty while it has not. */
    public Optional<String> verdict(RunProgress progress, Instant now) {
        return progress.end().map(end -> verdict(end, progress, now));
    }

    private List<String> blame(StepRow row) {
        String how = row.result() == null ? "" : ": " + Words.of(row.result());
        return List.of(
                Style.RED.paint("step " + row.step() + " failed", colour) + how,
                "  what it printed: signalbox logs %s %s".formatted(run, row.step()));
    }

    private String verdict(RunEnded end, RunProgress progress, Instant now) {
        return "run %s %s in %s: %s (%s)"
                .formatted(
                        run,
                        Words.style(end.status()).paint(Words.of(end.status()), colour),
                        Words.of(progress.time(now)),
                        PlainText.line(end.reason()),
                        Words.of(end.steps()));
    }
}
