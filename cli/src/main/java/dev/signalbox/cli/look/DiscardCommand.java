package dev.signalbox.cli.look;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox discard <run> <step>}. */
@Command(
        name = "discard",
        header = "Give up the work of a conflicted step: the step has failed.",
        description = {
            "The steps that need it are skipped. Its branch and its worktree stay until 'signalbox worktrees clean --force' names them."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox discard last api",
            "  signalbox discard 3fa8 api --reason 'done by hand'"
        })
public final class DiscardCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    RunAndReason about;

    @Parameters(index = "1", paramLabel = "STEP", description = "The conflicted step.")
    String step;

    @Override
    public Integer call() {
        return about.askOfStep(signalbox, step, SignalboxClient::discard, "give up the work of step %s");
    }
}
