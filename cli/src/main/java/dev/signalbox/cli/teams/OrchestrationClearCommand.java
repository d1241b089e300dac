package dev.signalbox.cli.teams;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox orchestration-clear}. */
@Command(
        name = "orchestration-clear",
        header = "Forget which team or pipeline was started last from here. The run itself goes on.",
        footer = {"", "Examples:", "  signalbox orchestration-clear"})
public final class OrchestrationClearCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    /** What {@code --json} prints. */
    record Result(boolean cleared) {}

    @Override
    public Integer call() throws IOException {
        boolean cleared = LastOrchestration.forget(signalbox.console().directory());
        if (signalbox.json()) {
            signalbox.printJson(new Result(cleared));
        } else {
            signalbox.console().say(cleared ? "Cleared." : "There was nothing to clear.");
        }
        return ExitCode.DONE.number();
    }
}
