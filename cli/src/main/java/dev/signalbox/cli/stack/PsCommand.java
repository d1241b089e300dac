package dev.signalbox.cli.stack;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.standalone.stack.ProcessRecord;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox ps}. */
@Command(
        name = "ps",
        header = "Show the processes of the stack of this directory.",
        footer = {"", "Examples:", "  signalbox ps", "  signalbox ps --json"})
public final class PsCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Option(names = "--directory", paramLabel = "DIRECTORY", description = UpCommand.DIRECTORY)
    @Nullable
    String directory;

    @Override
    public Integer call() {
        Console console = signalbox.console();
        List<ProcessRecord> processes =
                StackDirectory.chosen(directory, console.directory()).client().processes();
        if (signalbox.json()) {
            signalbox.printJson(processes.stream().map(ProcessTable.Line::of).toList());
        } else if (processes.isEmpty()) {
            console.note("No stack was started here; signalbox up starts one.");
        } else {
            ProcessTable.of(processes)
                    .lines(console.size().columns(), signalbox.colour())
                    .forEach(console::say);
        }
        return ExitCode.DONE.number();
    }
}
