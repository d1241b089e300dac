package dev.signalbox.cli.look;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox skip <run> <step>}. */
@Command(
        name = "skip",
        header = "Do without a step: the steps that need it go on as if it had succeeded.",
        description = {
            "The step may wait, rest, or have failed. One that is in flight is not skipped, and the events of the run say so."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox skip last docs",
            "  signalbox skip 3fa8 lint --reason 'known to be broken'"
        })
public final class SkipCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    RunAndReason about;

    @Parameters(index = "1", paramLabel = "STEP", description = "The step.")
    String step;

    @Override
    public Integer call() {
        return about.askOfStep(signalbox, step, SignalboxClient::skip, "do without step %s");
    }
}
