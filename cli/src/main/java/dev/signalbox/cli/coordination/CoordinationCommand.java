package dev.signalbox.cli.coordination;

import dev.signalbox.cli.Signalbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code signalbox coordination}. */
@Command(
        name = "coordination",
        header = "Plan, run and look at several workflows that share files.",
        description = "The state of each coordination is kept in state/coordination of the current directory.",
        footer = {
            "",
            "Examples:",
            "  signalbox coordination plan .ai/workflows/QUALITY.yaml --agents agents.yaml",
            "  signalbox coordination run .ai/workflows/*.yaml --agents agents.yaml --wait",
            "  signalbox coordination report last --format html"
        },
        subcommands = {
            PlanCommand.class,
            RunCommand.class,
            StatusCommand.class,
            CancelCommand.class,
            DashboardCommand.class,
            ReportCommand.class,
            HistoryCommand.class
        })
public final class CoordinationCommand implements Runnable {
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

    CoordinationStates states() {
        return new CoordinationStates(signalbox.console().directory());
    }
}
