package dev.signalbox.cli.worktrees;

import dev.signalbox.cli.Console;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox worktrees clean}. */
@Command(
        name = "clean",
        header = "Remove the worktrees with which nothing would be lost.",
        description = {
            "What is not merged, not committed, kept or in use stays, unless --force names it; what is in use stays in any case. With"
                    + " --max-count or --max-size the exit code is 1 when more than that is left."
        },
        footer = {
            "",
            "Examples:",
            "  signalbox worktrees clean",
            "  signalbox worktrees clean --dry-run",
            "  signalbox worktrees clean --force ws/api/coder-0198...-1",
            "  signalbox worktrees clean --max-count 20 --max-size 2000"
        })
public final class CleanWorktreesCommand implements Callable<Integer> {
    private static final long MIB = 1024L * 1024;

    @ParentCommand
    WorktreesCommand parent;

    @Mixin
    RepositoryOption repository;

    @Option(
            names = "--force",
            paramLabel = "WORKTREE",
            description = "Remove this one with all that is in it: its branch or its path. May be repeated.")
    List<String> forced = List.of();

    @Option(names = "--dry-run", description = "Say what would be removed, and remove nothing.")
    boolean dryRun;

    @Option(names = "--max-count", paramLabel = "N", description = "How many may be left.")
    @Nullable
    Integer maxCount;

    @Option(
            names = "--max-size",
            paramLabel = "MIB",
            description = "How many MiB those that are left may have together.")
    @Nullable
    Long maxSize;

    @Override
    public Integer call() {
        requireSensible();
        Signalbox signalbox = parent.signalbox();
        Kept kept = repository.read(signalbox.console());
        List<Kept.Row> named = named(kept, signalbox.console());
        List<Kept.Row> merged = kept.worktrees().stream()
                .filter(row -> row.state() == WorktreeState.MERGED && !named.contains(row))
                .toList();
        List<Kept.Row> removed = new ArrayList<>();
        named.forEach(row -> remove(row, kept::removeWithWork, removed));
        merged.forEach(row -> remove(row, kept::removeMerged, removed));
        List<Kept.Row> left =
                kept.worktrees().stream().filter(row -> !removed.contains(row)).toList();
        report(signalbox, removed, left);
        if (!removed.containsAll(named)) {
            return ExitCode.UNEXPECTED.number();
        }
        return isTooMuch(left) ? ExitCode.RUN_FAILED.number() : ExitCode.DONE.number();
    }

    /** One that git does not let go, because it has submodules or was changed since it was read, keeps none of the others. */
    private void remove(Kept.Row row, Consumer<Kept.Row> how, List<Kept.Row> removed) {
        try {
            if (!dryRun) {
                how.accept(row);
            }
            removed.add(row);
        } catch (Failure e) {
            parent.signalbox().console().note("left " + row.worktree().path() + ": " + e.getMessage());
        }
    }

    private void requireSensible() {
        if ((maxCount != null && maxCount < 0) || (maxSize != null && maxSize < 0)) {
            throw new Failure(ExitCode.WRONG_USAGE, "--max-count and --max-size must not be less than 0.");
        }
    }

    private List<Kept.Row> named(Kept kept, Console console) {
        List<Kept.Row> rows = forced.stream()
                .map(name -> kept.named(name, console.directory()))
                .distinct()
                .toList();
        rows.stream()
                .map(Kept.Row::worktree)
                .filter(Worktree::isInUse)
                .findFirst()
                .ifPresent(worktree -> {
                    throw new Failure(ExitCode.WRONG_USAGE, "An attempt is at work in it: " + worktree.path());
                });
        return rows;
    }

    private boolean isTooMuch(List<Kept.Row> left) {
        long bytes = left.stream().mapToLong(Kept.Row::bytes).sum();
        return (maxCount != null && left.size() > maxCount) || (maxSize != null && bytes > maxSize * MIB);
    }

    private void report(Signalbox signalbox, List<Kept.Row> removed, List<Kept.Row> left) {
        if (signalbox.json()) {
            signalbox.printJson(Map.of("removed", removed, "left", left, "dryRun", dryRun));
            return;
        }
        String did = dryRun ? "would remove " : "removed ";
        removed.forEach(row -> signalbox.console().say(did + row.worktree().path()));
        signalbox
                .console()
                .note("%s%d, left %d with %s"
                        .formatted(
                                did,
                                removed.size(),
                                left.size(),
                                ListWorktreesCommand.size(
                                        left.stream().mapToLong(Kept.Row::bytes).sum())));
    }
}
