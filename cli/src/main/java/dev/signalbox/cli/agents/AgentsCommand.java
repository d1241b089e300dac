package dev.signalbox.cli.agents;

import dev.signalbox.cli.Signalbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code signalbox agents}. */
@Command(
        name = "agents",
        header = "Agents of a workspace: list, add, drain and remove them, while runs are in flight.",
        footer = {
            "",
            "Examples:",
            "  signalbox agents list",
            "  signalbox agents add builder --type command --capacity 4",
            "  signalbox agents drain builder --reason 'its machine is replaced'",
            "  signalbox agents remove builder"
        },
        subcommands = {
            ListAgentsCommand.class,
            AddAgentsCommand.class,
            DrainAgentCommand.class,
            RemoveAgentCommand.class
        })
public final class AgentsCommand implements Runnable {
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
