package dev.signalbox.cli.look;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox priority <run> <1..10>}. */
@Command(
        name = "priority",
        header = "Change the priority of a live run: the higher goes first.",
        description = {"It counts for every step that is not in flight. One level is worth a minute of waiting."},
        footer = {"", "Examples:", "  signalbox priority last 9", "  signalbox priority 3fa8 2 --reason 'no hurry'"})
public final class PriorityCommand implements Callable<Integer> {
    private static final int LOWEST = 1;
    private static final int HIGHEST = 10;

    @ParentCommand
    Signalbox signalbox;

    @Mixin
    RunAndReason about;

    @Parameters(index = "1", paramLabel = "PRIORITY", description = "1 to 10.")
    int priority;

    @Override
    public Integer call() {
        if (priority < LOWEST || priority > HIGHEST) {
            throw new Failure(ExitCode.WRONG_USAGE, "a priority is a number from 1 to 10, not " + priority);
        }
        return about.ask(
                signalbox,
                (client, run, reason) -> client.changePriority(run, priority, reason),
                "run %s goes on with priority " + priority);
    }
}
