package dev.signalbox.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code signalbox help [<command>|exit-codes]}. */
@Command(
        name = "help",
        header = "Explain a command, or what the exit codes mean.",
        footer = {"", "Examples:", "  signalbox help run", "  signalbox help exit-codes"})
final class HelpCommand implements Callable<Integer> {
    private static final String EXIT_CODES = "exit-codes";

    @ParentCommand
    Signalbox signalbox;

    @Spec
    CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TOPIC", description = "A command, or exit-codes.")
    @Nullable
    String topic;

    @Override
    public Integer call() {
        CommandLine root = spec.root().commandLine();
        if (EXIT_CODES.equals(topic)) {
            for (ExitCode code : ExitCode.values()) {
                signalbox.console().say("%4d  %s".formatted(code.number(), code.meaning()));
            }
            return ExitCode.DONE.number();
        }
        CommandLine explained = topic == null ? root : root.getSubcommands().get(topic);
        if (explained == null) {
            throw new Failure(ExitCode.WRONG_USAGE, "There is no command '%s'. See: signalbox --help".formatted(topic));
        }
        explained.usage(signalbox.console().out());
        return ExitCode.DONE.number();
    }
}
