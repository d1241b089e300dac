package dev.signalbox.cli.coordination;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox coordination status}. */
@Command(
        name = "status",
        header = "Show where a coordination is, and bring its state file up to date.",
        footer = {"", "Examples:", "  signalbox coordination status last", "  signalbox coordination status last --json"
        })
final class StatusCommand implements Callable<Integer> {
    @ParentCommand
    CoordinationCommand coordination;

    @Parameters(paramLabel = "ID", description = CoordinationStates.DESCRIPTION)
    String id;

    @Override
    public Integer call() throws IOException {
        Signalbox signalbox = coordination.signalbox();
        CoordinationState state = coordination.states().find(id);
        if (state.run() != null && state.success() == null) {
            try (SignalboxClient client = signalbox.client()) {
                state = new StateFollower(client, coordination.states(), state).look();
            }
        }
        if (signalbox.json()) {
            signalbox.printJson(state);
        } else {
            new StateTable(signalbox.console().size().columns(), signalbox.colour())
                    .lines(state)
                    .forEach(signalbox.console()::say);
        }
        return ExitCode.DONE.number();
    }
}
