package dev.signalbox.runner.worktree.port;

/** Who a commit is by. */
public record Author(String name, String email) {}
