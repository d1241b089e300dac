package dev.signalbox.runner.worktree.port;

import dev.signalbox.runner.worktree.Shortage;

/** Hears what comes of the quota of places. */
public interface QuotaWatcher {
    /** So many worktrees were removed to make room. */
    void collected(int worktrees);

    /** An attempt was denied a place. */
    void refused(Shortage shortage);
}
