package dev.signalbox.cli.agents;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Table;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.RunnerState;
import dev.signalbox.contracts.api.RunnerView;
import dev.signalbox.contracts.runner.HostLoad;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.contracts.spec.AgentType;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox runners}. */
@Command(
        name = "runners",
        header = "List the runners, and how their machines are doing.",
        footer = {"", "Examples:", "  signalbox runners", "  signalbox runners --json"})
public final class RunnersCommand implements Callable<Integer> {
    private static final List<String> HEADLINE =
            List.of("RUNNER", "POOL", "STATE", "BUSY", "ADAPTERS", "LOAD", "MEMORY", "DISK", "PROCESSES", "HEARD");

    @ParentCommand
    Signalbox signalbox;

    @Override
    public Integer call() {
        try (SignalboxClient client = signalbox.client()) {
            List<RunnerView> runners = client.runners();
            if (signalbox.json()) {
                signalbox.printJson(runners);
            } else {
                print(runners);
            }
        }
        return ExitCode.DONE.number();
    }

    private void print(List<RunnerView> runners) {
        Console console = signalbox.console();
        if (runners.isEmpty()) {
            console.note("There are no runners.");
            return;
        }
        new Table(HEADLINE, runners.stream().map(this::cells).toList())
                .lines(console.size().columns(), signalbox.colour())
                .forEach(console::say);
    }

    private List<Cell> cells(RunnerView runner) {
        RunnerHeartbeat last = runner.last();
        HostLoad host = last.host();
        return List.of(
                Cell.of(last.node()),
                Cell.of(last.pool()),
                new Cell(runner.state().name().toLowerCase(Locale.ROOT), style(runner.state())),
                Cell.of(last.busy() + "/" + last.places()),
                Cell.of(last.adapters().stream().map(AgentType::value).collect(Collectors.joining(","))),
                Cell.of(host == null ? "" : String.format(Locale.ROOT, "%.2f", host.loadPerCore())),
                Cell.of(host == null ? "" : share(host.memoryUsed())),
                Cell.of(host == null ? "" : share(host.diskUsed())),
                Cell.of(host == null ? "" : Integer.toString(host.processes())),
                Cell.of(Words.of(runner.heardAt(), signalbox.console().zone())));
    }

    private static String share(double part) {
        return Math.round(part * 100) + "%";
    }

    private static Style style(RunnerState state) {
        return switch (state) {
            case READY -> Style.GREEN;
            case DRAINING -> Style.YELLOW;
            case UNHEALTHY, DEAD -> Style.RED;
        };
    }
}
