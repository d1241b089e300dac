package dev.signalbox.cli.look;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox cancel <run>}. */
@Command(
        name = "cancel",
        header = "Stop a run: what runs is stopped, what waits never starts.",
        footer = {"", "Examples:", "  signalbox cancel last", "  signalbox cancel 3fa8 --reason 'wrong branch'"})
public final class CancelCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    RunAndReason about;

    @Override
    public Integer call() {
        return about.ask(
                signalbox, SignalboxClient::cancel, "run %s is being stopped; signalbox status %s says when it has");
    }
}
