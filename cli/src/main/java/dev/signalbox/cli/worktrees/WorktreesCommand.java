package dev.signalbox.cli.worktrees;

import dev.signalbox.cli.Signalbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code signalbox worktrees}. */
@Command(
        name = "worktrees",
        header = "The worktrees that attempts have left in a repository of this machine: list, keep and clean them.",
        footer = {
            "",
            "A worktree is removed when its work is merged. What is left belongs to attempts that are at work, failed, or conflicted.",
            "",
            "Examples:",
            "  signalbox worktrees list",
            "  signalbox worktrees keep ws/api/coder-0198...-1 --reason 'to look at'",
            "  signalbox worktrees clean"
        },
        subcommands = {ListWorktreesCommand.class, KeepWorktreeCommand.class, CleanWorktreesCommand.class})
public final class WorktreesCommand implements Runnable {
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
