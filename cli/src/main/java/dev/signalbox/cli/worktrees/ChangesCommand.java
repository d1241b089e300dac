package dev.signalbox.cli.worktrees;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.look.RunReference;
import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Table;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunChanges;
import dev.signalbox.contracts.attempt.FileChange;
import dev.signalbox.contracts.attempt.Integration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox changes <run>}. */
@Command(
        name = "changes",
        header = "Show who changed what in a run whose steps have worktrees.",
        description = {
            "The work of all steps comes together in one branch, signalbox/RUN. --patch writes what that branch has more than the commit"
                    + " it began with; it needs the repository on this machine."
        },
        footer = {"", "Examples:", "  signalbox changes last", "  signalbox changes 3fa8 --patch run.patch"})
public final class ChangesCommand implements Callable<Integer> {
    private static final List<String> HEADLINE =
            List.of("STEP", "AGENT", "WORK", "COMMITS", "FILES", "LINES", "BRANCH");

    @ParentCommand
    Signalbox signalbox;

    @Parameters(paramLabel = "RUN", description = RunReference.DESCRIPTION)
    String run;

    @Option(names = "--patch", paramLabel = "FILE", description = "Write all that is merged as a patch.")
    @Nullable
    Path patch;

    @Override
    public Integer call() throws IOException {
        try (SignalboxClient client = signalbox.client()) {
            RunId id = RunReference.resolve(run, client);
            RunChanges changes = client.changes(id);
            if (patch != null) {
                write(id, changes, Path.of(client.run(id).workspace().value()), patch);
            }
            if (signalbox.json()) {
                signalbox.printJson(changes);
            } else {
                print(changes);
            }
        }
        return ExitCode.DONE.number();
    }

    private void write(RunId id, RunChanges changes, Path workspace, Path file) throws IOException {
        if (changes.branch() == null) {
            throw new Failure(ExitCode.WRONG_USAGE, "No step of the run had a worktree, so there is no branch.");
        }
        if (!Files.isDirectory(workspace)) {
            throw new Failure(
                    ExitCode.WRONG_USAGE,
                    "The workspace is not a directory of this machine: '%s'.".formatted(workspace));
        }
        String text = new Git(workspace)
                .run(
                        "diff",
                        "--binary",
                        "--no-ext-diff",
                        "refs/signalbox/base/" + id,
                        "refs/heads/" + changes.branch());
        Files.writeString(signalbox.console().directory().resolve(file), text);
    }

    private void print(RunChanges changes) {
        Console console = signalbox.console();
        if (changes.steps().isEmpty()) {
            console.note("No step of the run worked in a place of its own.");
            return;
        }
        new Table(HEADLINE, changes.steps().stream().map(ChangesCommand::cells).toList())
                .lines(console.size().columns(), signalbox.colour())
                .forEach(console::say);
        console.say("%d files, +%d -%d%s"
                .formatted(
                        changes.files(),
                        changes.added(),
                        changes.removed(),
                        changes.branch() == null ? "" : ", in branch " + changes.branch()));
    }

    private static List<Cell> cells(RunChanges.StepChanges step) {
        Integration work = step.work();
        return List.of(
                Cell.of(step.step().value()),
                Cell.of(step.agent() == null ? "" : step.agent().value()),
                Cell.of(work.state().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                Cell.of(Integer.toString(work.commits())),
                Cell.of(Integer.toString(work.files().size() + work.moreFiles())),
                Cell.of("+%d -%d".formatted(sum(work, FileChange::added), sum(work, FileChange::removed))),
                Cell.of(work.merge() != null || work.branch() == null ? "" : PlainText.line(work.branch())));
    }

    private static int sum(Integration work, Function<FileChange, @Nullable Integer> lines) {
        return work.files().stream()
                .map(lines)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }
}
