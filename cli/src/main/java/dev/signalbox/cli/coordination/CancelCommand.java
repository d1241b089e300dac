package dev.signalbox.cli.coordination;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox coordination cancel}. */
@Command(
        name = "cancel",
        header = "Stop a coordination: its cancel flag is set and its run is cancelled.",
        footer = {"", "Examples:", "  signalbox coordination cancel last"})
final class CancelCommand implements Callable<Integer> {
    private static final String CANCELLED = "cancelled";

    @ParentCommand
    CoordinationCommand coordination;

    @Parameters(paramLabel = "ID", description = CoordinationStates.DESCRIPTION)
    String id;

    @Override
    public Integer call() throws IOException {
        Signalbox signalbox = coordination.signalbox();
        CoordinationStates states = coordination.states();
        CoordinationState state = states.find(id);
        RunId run = state.run();
        if (run == null) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "Coordination %s was a dry run; there is nothing to stop.".formatted(state.id()));
        }
        refuseEnded(state);
        try (SignalboxClient client = signalbox.client()) {
            states.raiseCancelFlag(state.id());
            state = new StateFollower(client, states, state).look();
        }
        if (!state.status().equals(CANCELLED)) {
            refuseEnded(state);
        }
        if (signalbox.json()) {
            signalbox.printJson(state);
        } else {
            signalbox
                    .console()
                    .say("coordination %s is being stopped; signalbox coordination status %s says when it has"
                            .formatted(state.id(), state.id()));
        }
        return ExitCode.DONE.number();
    }

    private static void refuseEnded(CoordinationState state) {
        if (state.success() != null) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "Coordination %s has ended already: %s.".formatted(state.id(), StateTable.words(state.status())));
        }
    }
}
