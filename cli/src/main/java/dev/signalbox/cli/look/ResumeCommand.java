package dev.signalbox.cli.look;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox resume <run>}. */
@Command(
        name = "resume",
        header = "Let a paused run go on, past the checkpoints at which it waits.",
        footer = {"", "Examples:", "  signalbox resume last", "  signalbox resume 3fa8 --reason 'the plan is good'"})
public final class ResumeCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    RunAndReason about;

    @Override
    public Integer call() {
        return about.ask(signalbox, SignalboxClient::resume, "run %s goes on; signalbox steps %s shows where it is");
    }
}
