package dev.signalbox.cli.stack;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.standalone.stack.StackClient;
import dev.signalbox.standalone.stack.StackRecord;
import dev.signalbox.standalone.stack.StackSettings;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox up}. */
@Command(
        name = "up",
        header = "Start the stack of this directory: Kafka, Redis, PostgreSQL and the four services.",
        description = {
            "Everything listens on 127.0.0.1 only. A process that dies is started again.",
            "Data and logs stay in the state directory; the next 'up' goes on with them."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox up",
            "  signalbox up --detach --port 9090",
            "  signalbox up --detach --json"
        })
public final class UpCommand implements Callable<Integer> {
    static final String DIRECTORY = "The state directory. Default: .signalbox in the current directory.";

    @ParentCommand
    Signalbox signalbox;

    @Option(
            names = {"-d", "--detach"},
            description = "Return when everything is ready; 'signalbox down' stops it.")
    boolean detach;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8080",
            description = "The port of the door, 0 for a free one. Default: 8080.")
    int port;

    @Option(names = "--directory", paramLabel = "DIRECTORY", description = DIRECTORY)
    @Nullable
    String directory;

    @Override
    public Integer call() {
        Console console = signalbox.console();
        StackSettings settings = new StackSettings(
                Home.directory(),
                StackDirectory.chosen(directory, console.directory()).path(),
                port,
                Map.of(),
                Map.of());
        if (detach) {
            StackRecord stack = StackClient.upDetached(settings, console::note);
            announce(stack);
        } else {
            StackClient.up(settings, console::note);
        }
        return ExitCode.DONE.number();
    }

    private void announce(StackRecord stack) {
        Console console = signalbox.console();
        if (signalbox.json()) {
            signalbox.printJson(Map.of(
                    "door",
                    stack.door(),
                    "processes",
                    stack.processes().stream().map(ProcessTable.Line::of).toList()));
            return;
        }
        ProcessTable.of(stack.processes())
                .lines(console.size().columns(), signalbox.colour())
                .forEach(console::say);
        console.say("signalbox down stops them.");
    }
}
