package dev.signalbox.cli.governor;

import dev.signalbox.cli.Signalbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code signalbox governor}. */
@Command(
        name = "governor",
        header = "What the governor has stopped, or would have.",
        footer = {"", "Examples:", "  signalbox governor report", "  signalbox governor report --since 7d --json"},
        subcommands = {ReportCommand.class})
public final class GovernorCommand implements Runnable {
    @ParentCommand
    Signalbox signalbox;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(signalbox.console().out());
    }

    Signalbox signalbox() {
        return signalbox;
    }
}
