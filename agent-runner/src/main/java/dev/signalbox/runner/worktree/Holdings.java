package dev.signalbox.runner.worktree;

/**
 * What is on this runner for attempts that work apart.
 *
 * @param worktrees how many worktrees there are
 * @param bytes what worktrees and copies have together, when last looked at
 * @param free bytes that are free on the disk they are on
 */
public record Holdings(int worktrees, long bytes, long free) {}
