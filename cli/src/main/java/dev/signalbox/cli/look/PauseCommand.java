package dev.signalbox.cli.look;

import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox pause <run>}. */
@Command(
        name = "pause",
        header = "Hold a run, a workspace or everything: what runs may finish, nothing else starts.",
        footer = {
            "",
            "Examples:",
            "  signalbox pause last",
            "  signalbox pause 3fa8 --reason 'looking at the plan'",
            "  signalbox pause --workspace /srv/repositories/shop",
            "  signalbox pause --all --reason 'release freeze'"
        })
public final class PauseCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Mixin
    HoldTarget target;

    @Override
    public Integer call() throws IOException {
        return target.ask(
                signalbox,
                SignalboxClient::pause,
                SignalboxClient::pauseAll,
                "{what} pauses: what runs may finish; to let it go on: signalbox resume {again}");
    }
}
