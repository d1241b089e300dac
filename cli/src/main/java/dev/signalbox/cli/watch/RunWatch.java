package dev.signalbox.cli.watch;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.event.RunEvent;
import java.time.InstantSource;
import java.util.List;

/** Waits for the end of a run and shows it meanwhile. */
public final class RunWatch {
    private final Signalbox signalbox;
    private final SignalboxClient client;

    public RunWatch(Signalbox signalbox, SignalboxClient client) {
        this.signalbox = signalbox;
        this.client = client;
    }

    /** Shows a table. Returns what happened, all of it, once the run has ended. */
    public RunProgress untilItEnds(RunId run, String name) {
        return untilItEnds(run, tableOrLog(run, name));
    }

    /** Shows cards. Returns what happened, all of it, once the run has ended. */
    public RunProgress asCards(RunId run, String name) {
        Console console = signalbox.console();
        if (signalbox.json()) {
            return untilItEnds(run, new ProgressLog(console.zone(), console::note));
        }
        RunDetails details = new RunDetails();
        CardBoard board = board(run, name, details);
        ProgressView view = console.size().interactive()
                ? new LiveTable(board, console.out(), InstantSource.system())
                : new LastPicture(
                        new ProgressLog(console.zone(), console::say), board, console::say, InstantSource.system());
        return untilItEnds(run, new LiveCards(details, new OutputTails(client, run, details), view));
    }

    /** The cards of a run as they are now. */
    public List<String> cardsNow(RunId run, String name) {
        RunDetails details = new RunDetails();
        RunProgress progress = new RunProgress();
        Page<RunEvent> page = client.events(run, 0);
        while (true) {
            for (RunEvent event : page.items()) {
                progress.apply(event);
                details.apply(event);
            }
            if (page.next() == null || page.items().isEmpty()) {
                break;
            }
            page = client.events(run, page.items().getLast().seq());
        }
        new OutputTails(client, run, details).refresh(progress.rows());
        return board(run, name, details).lines(progress, InstantSource.system().instant());
    }

    private CardBoard board(RunId run, String name, RunDetails details) {
        Console console = signalbox.console();
        return new CardBoard(
                run, name, details, console.size().columns(), console.size().rows(), signalbox.colour());
    }

    private RunProgress untilItEnds(RunId run, ProgressView shown) {
        RunProgress progress = new RunProgress();
        try (ProgressView view = shown) {
            client.stream(run, 0, event -> {
                progress.apply(event);
                view.show(event);
            });
        }
        return progress;
    }

    private ProgressView tableOrLog(RunId run, String name) {
        Console console = signalbox.console();
        if (signalbox.json()) {
            return new ProgressLog(console.zone(), console::note);
        }
        if (!console.size().interactive()) {
            return new ProgressLog(console.zone(), console::say);
        }
        ProgressTable table = new ProgressTable(
                run, name, console.size().columns(), console.size().rows(), signalbox.colour());
        return new LiveTable(table, console.out(), InstantSource.system());
    }
}
