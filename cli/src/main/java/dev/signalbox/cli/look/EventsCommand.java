package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.watch.EventLine;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.event.RunEvent;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox events <run>}. */
@Command(
        name = "events",
        header = "Show everything that happened in a run.",
        description = "With --json each line is one event.",
        footer = {
            "",
            "Examples:",
            "  signalbox events last",
            "  signalbox events last --follow",
            "  signalbox events last --after 120 --json"
        })
public final class EventsCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Parameters(paramLabel = "RUN", description = RunReference.DESCRIPTION)
    String run;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the run has ended.")
    boolean follow;

    @Option(
            names = "--after",
            paramLabel = "SEQ",
            defaultValue = "0",
            description = "Only events behind this sequence number.")
    long after;

    @Override
    public Integer call() {
        try (SignalboxClient client = signalbox.client()) {
            RunId id = RunReference.resolve(run, client);
            if (follow) {
                client.stream(id, after, printer());
            } else {
                printAll(client, id);
            }
        }
        return ExitCode.DONE.number();
    }

    private void printAll(SignalboxClient client, RunId id) {
        Consumer<RunEvent> printer = printer();
        Page<RunEvent> page = client.events(id, after);
        page.items().forEach(printer);
        while (page.next() != null) {
            List<RunEvent> shown = page.items();
            page = client.events(id, shown.getLast().seq());
            page.items().forEach(printer);
        }
    }

    private Consumer<RunEvent> printer() {
        EventLine line = new EventLine(signalbox.console().zone());
        return signalbox.json()
                ? signalbox::printJson
                : event -> signalbox.console().say("%5d  %s".formatted(event.seq(), line.of(event)));
    }
}
