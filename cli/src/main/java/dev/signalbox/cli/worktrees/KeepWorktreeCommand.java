package dev.signalbox.cli.worktrees;

import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.cli.Signalbox;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code signalbox worktrees keep <worktree>}. */
@Command(
        name = "keep",
        header = "Let nobody remove a worktree: it is locked, as 'git worktree lock' does it.",
        footer = {
            "",
            "Examples:",
            "  signalbox worktrees keep ws/api/coder-0198...-1 --reason 'to look at'",
            "  signalbox worktrees keep ws/api/coder-0198...-1 --end"
        })
public final class KeepWorktreeCommand implements Callable<Integer> {
    @ParentCommand
    WorktreesCommand parent;

    @Mixin
    RepositoryOption repository;

    @Parameters(paramLabel = "WORKTREE", description = "Its branch or its path.")
    String worktree;

    @Option(names = "--reason", paramLabel = "WORDS", description = "Why. Default: kept.", defaultValue = "kept")
    String reason;

    @Option(names = "--end", description = "It need not be kept any longer.")
    boolean end;

    @Override
    public Integer call() {
        if (Worktree.isUse(reason)) {
            throw new Failure(
                    ExitCode.WRONG_USAGE, "That is the reason of a runner that uses it: --reason must be another.");
        }
        Signalbox signalbox = parent.signalbox();
        Kept kept = repository.read(signalbox.console());
        Worktree found = kept.named(worktree, signalbox.console().directory()).worktree();
        if (found.isInUse()) {
            throw new Failure(ExitCode.WRONG_USAGE, "An attempt is at work in it: " + found.path());
        }
        if (found.isKept()) {
            kept.repository().run("worktree", "unlock", found.path());
        }
        if (!end) {
            kept.repository().run("worktree", "lock", "--reason", reason, found.path());
        }
        report(signalbox, found);
        return ExitCode.DONE.number();
    }

    private void report(Signalbox signalbox, Worktree found) {
        if (signalbox.json()) {
            signalbox.printJson(Map.of("path", found.path(), "branch", found.branch(), "kept", !end));
        } else {
            signalbox.console().note((end ? "no longer kept: " : "kept: ") + found.path());
        }
    }
}
