package dev.signalbox.runner.worktree.adapter;

import java.io.IOException;
import java.io.Serial;

/** Git ended with an exit code that means failure. */
final class GitFailed extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private static final int MOST_CHARACTERS = 500;

    GitFailed(String command, int exitCode, String errors) {
        super("git " + command + " ended with exit code " + exitCode + told(errors));
    }

    private static String told(String errors) {
        String words = errors.strip().replaceAll("\\s*\\R\\s*", "; ");
        return words.isEmpty() ? "" : ": " + words.substring(0, Math.min(words.length(), MOST_CHARACTERS));
    }
}
