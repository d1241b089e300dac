package dev.signalbox.cli.look;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox resume <run>}. */
@Command(
        name = "resume",
        header = "Let a paused run, workspace or everything go on.",
        description = {
            "A run passes the checkpoints at which it waits. Runs that are paused by themselves stay paused when their workspace is"
                    + " resumed, and so do workspaces when everything is."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox resume last",
            "  signalbox resume 3fa8 --reason 'the plan is good'",
            "  signalbox resume --workspace /srv/repositories/shop",
            "  signalbox resume --all"
        })
public final class ResumeCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    HoldTarget target;

    @Override
    public Integer call() throws IOException {
        return target.ask(signalbox, SignalboxClient::resume, SignalboxClient::resumeAll, "{what} goes on");
    }
}
