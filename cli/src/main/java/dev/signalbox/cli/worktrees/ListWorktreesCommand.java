package dev.signalbox.cli.worktrees;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Signalbox;
import dev.signalbox.cli.text.Cell;
import dev.signalbox.cli.text.PlainText;
import dev.signalbox.cli.text.Style;
import dev.signalbox.cli.text.Table;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox worktrees list}. */
@Command(
        name = "list",
        header = "List the worktrees of attempts, and what would be lost with each.",
        footer = {"", "Examples:", "  signalbox worktrees list", "  signalbox worktrees list --workspace ../shop --json"
        })
public final class ListWorktreesCommand implements Callable<Integer> {
    private static final List<String> HEADLINE = List.of("STATE", "SIZE", "BRANCH", "PATH");
    private static final long KIB = 1024;

    @ParentCommand
    WorktreesCommand parent;

    @Mixin
    RepositoryOption repository;

    @Override
    public Integer call() {
        Signalbox signalbox = parent.signalbox();
        Kept kept = repository.read(signalbox.console());
        if (signalbox.json()) {
            signalbox.printJson(Map.of(
                    "worktrees", kept.worktrees(), "count", kept.worktrees().size(), "bytes", kept.bytes()));
        } else {
            print(signalbox, kept);
        }
        return ExitCode.DONE.number();
    }

    private static void print(Signalbox signalbox, Kept kept) {
        Console console = signalbox.console();
        if (kept.worktrees().isEmpty()) {
            console.note("There are no worktrees of attempts.");
            return;
        }
        new Table(
                        HEADLINE,
                        kept.worktrees().stream()
                                .map(ListWorktreesCommand::cells)
                                .toList())
                .lines(console.size().columns(), signalbox.colour())
                .forEach(console::say);
    }

    private static List<Cell> cells(Kept.Row row) {
        return List.of(
                new Cell(row.state().words(), style(row.state())),
                Cell.of(size(row.bytes())),
                Cell.of(PlainText.line(row.worktree().branch())),
                Cell.of(PlainText.line(row.worktree().path())));
    }

    static String size(long bytes) {
        return bytes < KIB * KIB ? bytes / KIB + " KiB" : bytes / (KIB * KIB) + " MiB";
    }

    private static Style style(WorktreeState state) {
        return switch (state) {
            case IN_USE -> Style.CYAN;
            case KEPT -> Style.PLAIN;
            case UNCOMMITTED, UNMERGED -> Style.YELLOW;
            case MERGED -> Style.FAINT;
        };
    }
}
