package dev.signalbox.cli.look;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.run.WorkspaceOption;
import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.Table;
import dev.signalbox.cli.text.Words;
import dev.signalbox.client.RunFilter;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.spec.ParentRun;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox runs}. */
@Command(
        name = "runs",
        header = "List the runs, the newest first.",
        footer = {
            "",
            "Examples:",
            "  signalbox runs",
            "  signalbox runs --status failed --limit 5",
            "  signalbox runs --parent last",
            "  signalbox runs --json"
        })
public final class RunsCommand implements Callable<Integer> {
    private static final List<String> HEADLINE =
            List.of("RUN", "NAME", "STATE", "DONE", "SUBMITTED", "TIME", "WORKSPACE");

    @ParentCommand
    Signalbox signalbox;

    @Option(
            names = "--status",
            paramLabel = "STATE",
            description = "Only runs in this state: ${COMPLETION-CANDIDATES}.")
    @Nullable
    RunStatus status;

    @Option(
            names = "--workspace",
            paramLabel = "WORKSPACE",
            description = "Only runs of this workspace, a directory or a name.")
    @Nullable
    String workspace;

    @Option(
            names = "--parent",
            paramLabel = "RUN",
            description = "Only runs that attempts of this run asked for: the id, a unique beginning of it, or last.")
    @Nullable
    String parent;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "How many at most. Default: 20.")
    int limit;

    @Option(names = "--after", paramLabel = "CURSOR", description = "The next page: the 'next' of the page before.")
    @Nullable
    String after;

    @Override
    public Integer call() throws IOException {
        String owner = workspace == null ? null : WorkspaceOption.named(workspace, signalbox.console());
        try (SignalboxClient client = signalbox.client()) {
            Page<RunView> page = client.runs(new RunFilter(
                    status, owner, parent == null ? null : RunReference.resolve(parent, client), limit, after));
            if (signalbox.json()) {
                signalbox.printJson(page);
            } else {
                print(page);
            }
        }
        return ExitCode.DONE.number();
    }

    private void print(Page<RunView> page) {
        Console console = signalbox.console();
        if (page.items().isEmpty()) {
            console.note("There are no such runs.");
            return;
        }
        boolean children = page.items().stream().anyMatch(run -> run.parent() != null);
        List<List<Cell>> rows = page.items().stream()
                .map(run -> children ? with(cells(run), parentOf(run)) : cells(run))
                .toList();
        new Table(children ? with(HEADLINE, "PARENT") : HEADLINE, rows)
                .lines(console.size().columns(), signalbox.colour())
                .forEach(console::say);
        if (page.next() != null) {
            console.note("There are more: --after " + page.next());
        }
    }

    private static <T> List<T> with(List<T> cells, T last) {
        return Stream.concat(cells.stream(), Stream.of(last)).toList();
    }

    private static Cell parentOf(RunView run) {
        ParentRun asker = run.parent();
        return Cell.of(asker == null ? "" : asker.run() + "/" + asker.step());
    }

    private List<Cell> cells(RunView run) {
        Instant end = run.endedAt() == null ? Instant.now() : run.endedAt();
        return List.of(
                Cell.of(run.run().value()),
                Cell.of(run.name()),
                new Cell(Words.of(run.status()), Words.style(run.status())),
                Cell.of(run.steps().succeeded() + "/" + run.steps().total()),
                Cell.of(Words.of(run.submittedAt(), signalbox.console().zone())),
                Cell.of(Words.of(Duration.between(run.submittedAt(), end))),
                Cell.of(run.workspace().value()));
    }
}
