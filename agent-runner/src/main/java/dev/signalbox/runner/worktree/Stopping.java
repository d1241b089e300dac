package dev.signalbox.runner.worktree;

/** Whether an attempt is to end without anything of it being merged. Thread-safe. */
interface Stopping {
    boolean isStopped();

    /** What is to be done when it is stopped, at once if it has been; in place of what was said before. */
    void whenStopped(Runnable action);
}
