package dev.signalbox.runner.worktree.port;

import java.io.Serial;

/** The workspace cannot give an attempt a place of its own, and will not the next time either. The message is for people. */
public final class CannotIsolate extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    public CannotIsolate(String message) {
        super(message);
    }
}
