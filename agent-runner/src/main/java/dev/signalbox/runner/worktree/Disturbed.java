package dev.signalbox.runner.worktree;

import java.io.Serial;

/** A branch of a batch has gone away, so that what was found out about those behind it does not hold. */
final class Disturbed extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;
}
