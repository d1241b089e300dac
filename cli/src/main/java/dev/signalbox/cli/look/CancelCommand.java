package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox cancel <run>}. */
@Command(
        name = "cancel",
        header = "Stop a run: what runs is stopped, what waits never starts.",
        footer = {"", "Examples:", "  signalbox cancel last", "  signalbox cancel 3fa8 --reason 'wrong branch'"})
public final class CancelCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Parameters(paramLabel = "RUN", description = RunReference.DESCRIPTION)
    String run;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why; it goes into the run's history.")
    @Nullable
    String reason;

    @Override
    public Integer call() {
        try (SignalboxClient client = signalbox.client()) {
            RunId id = RunReference.resolve(run, client);
            client.cancel(id, reason);
            if (signalbox.json()) {
                signalbox.printJson(Map.of("run", id));
            } else {
                signalbox
                        .console()
                        .say("run %s is being stopped; signalbox status %s says when it has".formatted(id, id));
            }
        }
        return ExitCode.DONE.number();
    }
}
