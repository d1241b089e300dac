package dev.signalbox.cli.coordination;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.Table;
import dev.signalbox.cli.text.Words;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox coordination history}. */
@Command(
        name = "history",
        header = "List the coordinations of this directory, the newest first.",
        description = "Shows what the state files say; 'status' brings one up to date.",
        footer = {
            "",
            "Examples:",
            "  signalbox coordination history --days 30",
            "  signalbox coordination history --workflow quality"
        })
final class HistoryCommand implements Callable<Integer> {
    private static final List<String> HEADLINE =
            List.of("COORDINATION", "STATUS", "STARTED", "MODE", "WORKFLOWS", "RUN");

    @ParentCommand
    CoordinationCommand coordination;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "7",
            description = "Only those of the last days. Default: 7.")
    int days;

    @Option(
            names = "--workflow",
            paramLabel = "PART",
            description = "Only those with a workflow whose name contains this.")
    @Nullable
    String workflow;

    @Override
    public Integer call() throws IOException {
        if (days < 1) {
            throw new Failure(ExitCode.WRONG_USAGE, "--days must be at least 1, not " + days + ".");
        }
        Signalbox signalbox = coordination.signalbox();
        Console console = signalbox.console();
        Instant since = Instant.now().minus(Duration.ofDays(days));
        List<CoordinationState> states = coordination.states().all().stream()
                .filter(state -> !state.startedAt().isBefore(since))
                .filter(this::hasWorkflow)
                .toList();
        if (signalbox.json()) {
            signalbox.printJson(states);
        } else if (states.isEmpty()) {
            console.note("There are no such coordinations.");
        } else {
            new Table(HEADLINE, states.stream().map(this::cells).toList())
                    .lines(console.size().columns(), signalbox.colour())
                    .forEach(console::say);
        }
        return ExitCode.DONE.number();
    }

    private boolean hasWorkflow(CoordinationState state) {
        return workflow == null
                || state.workflows().keySet().stream()
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).contains(workflow.toLowerCase(Locale.ROOT)));
    }

    private List<Cell> cells(CoordinationState state) {
        return List.of(
                Cell.of(state.id()),
                new Cell(StateTable.words(state.status()), StateTable.style(state.status())),
                Cell.of(Words.of(
                        state.startedAt(), coordination.signalbox().console().zone())),
                Cell.of(state.mode()),
                Cell.of(String.join(", ", state.workflows().keySet())),
                Cell.of(state.run() == null ? "" : state.run().value()));
    }
}
