package dev.signalbox.cli.look;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Table;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.PauseView;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox paused}. */
@Command(
        name = "paused",
        header = "List what is held: workspaces and everything together, since when, by whom and why.",
        description = "Runs that are paused by themselves are among: signalbox runs --status paused",
        footer = {"", "Examples:", "  signalbox paused", "  signalbox paused --json"})
public final class PausedCommand implements Callable<Integer> {
    private static final List<String> HEADLINE = List.of("HELD", "SINCE", "BY", "WHY");

    @ParentCommand
    Signalbox signalbox;

    @Override
    public Integer call() {
        try (SignalboxClient client = signalbox.client()) {
            List<PauseView> pauses = client.pauses();
            if (signalbox.json()) {
                signalbox.printJson(pauses);
            } else {
                print(pauses);
            }
        }
        return ExitCode.DONE.number();
    }

    private void print(List<PauseView> pauses) {
        Console console = signalbox.console();
        if (pauses.isEmpty()) {
            console.note("No workspace is held, and neither is everything.");
            return;
        }
        new Table(HEADLINE, pauses.stream().map(this::cells).toList())
                .lines(console.size().columns(), signalbox.colour())
                .forEach(console::say);
    }

    private List<Cell> cells(PauseView pause) {
        return List.of(
                Cell.of(
                        pause.workspace() == null
                                ? "everything"
                                : "workspace " + pause.workspace().value()),
                Cell.of(Words.of(pause.since(), signalbox.console().zone())),
                Cell.of(PlainText.line(pause.requestedBy())),
                Cell.of(PlainText.line(pause.reason())));
    }
}
