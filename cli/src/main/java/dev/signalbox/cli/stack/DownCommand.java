package dev.signalbox.cli.stack;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.standalone.stack.StackClient;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox down}. */
@Command(
        name = "down",
        header = "Stop the stack of this directory and all that belongs to it. Data and logs stay.",
        footer = {"", "Examples:", "  signalbox down", "  signalbox down --directory /srv/signalbox"})
public final class DownCommand implements Callable<Integer> {
    @ParentCommand
    Signalbox signalbox;

    @Option(names = "--directory", paramLabel = "DIRECTORY", description = UpCommand.DIRECTORY)
    @Nullable
    String directory;

    @Override
    public Integer call() {
        StackClient stack = StackDirectory.chosen(directory, signalbox.console().directory())
                .client();
        StackClient.Down down = stack.down();
        if (signalbox.json()) {
            signalbox.printJson(Map.of("stack", down.name().toLowerCase(Locale.ROOT)));
        } else {
            signalbox.console().say(words(down));
        }
        return ExitCode.DONE.number();
    }

    private static String words(StackClient.Down down) {
        return switch (down) {
            case STOPPED -> "The stack has stopped.";
            case CLEANED_UP -> "The stack had lost its supervisor; what it left running was stopped.";
            case NOT_RUNNING -> "No stack was running here.";
        };
    }
}
