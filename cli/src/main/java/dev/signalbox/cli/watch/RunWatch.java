package dev.signalbox.cli.watch;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import java.time.InstantSource;

/** Waits for the end of a run and shows it meanwhile. */
public final class RunWatch {
    private final Signalbox signalbox;
    private final SignalboxClient client;

    public RunWatch(Signalbox signalbox, SignalboxClient client) {
        this.signalbox = signalbox;
        this.client = client;
    }

    /** Returns what happened, all of it, once the run has ended. */
    public RunProgress untilItEnds(RunId run, String name) {
        RunProgress progress = new RunProgress();
        try (ProgressView view = view(run, name)) {
            client.stream(run, 0, event -> {
                progress.apply(event);
                view.show(event);
            });
        }
        return progress;
    }

    private ProgressView view(RunId run, String name) {
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
