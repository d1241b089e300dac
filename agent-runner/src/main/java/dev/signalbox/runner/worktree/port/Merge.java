package dev.signalbox.runner.worktree.port;

import java.util.List;

/** What comes out when two commits are put together. */
public sealed interface Merge {
    /** @param tree the files of both */
    record Clean(String tree) implements Merge {}

    /** @param paths where both changed the same lines, or one changed what the other removed */
    record Conflict(List<String> paths) implements Merge {
        public Conflict {
            paths = List.copyOf(paths);
        }
    }
}
