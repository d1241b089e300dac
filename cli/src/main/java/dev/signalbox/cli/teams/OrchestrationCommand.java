package dev.signalbox.cli.teams;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.watch.RunWatch;
import dev.signalbox.client.SignalboxClient;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox orchestration}. */
@Command(
        name = "orchestration",
        header = "Show the run of a team or pipeline that was started last from here, as cards.",
        footer = {"", "Examples:", "  signalbox orchestration", "  signalbox orchestration --json"})
public final class OrchestrationCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Override
    public Integer call() throws IOException {
        Optional<LastOrchestration> last =
                LastOrchestration.in(signalbox.console().directory());
        if (last.isEmpty()) {
            signalbox.console().say("No team or pipeline was started from here, or it has been cleared.");
            return ExitCode.DONE.number();
        }
        try (SignalboxClient client = signalbox.client()) {
            if (signalbox.json()) {
                signalbox.printJson(client.run(last.get().run()));
            } else {
                new RunWatch(signalbox, client)
                        .cardsNow(last.get().run(), last.get().name())
                        .forEach(signalbox.console()::say);
            }
        }
        return ExitCode.DONE.number();
    }
}
