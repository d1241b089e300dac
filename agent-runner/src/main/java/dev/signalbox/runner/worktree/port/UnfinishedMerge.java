package dev.signalbox.runner.worktree.port;

import java.io.Serial;
import java.util.List;

/** Files of a worktree still have conflicts in them, so that nothing can be committed. */
public final class UnfinishedMerge extends Exception {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<String> paths;

    public UnfinishedMerge(List<String> paths) {
        super("conflicts are left in " + String.join(", ", paths));
        this.paths = List.copyOf(paths);
    }

    public List<String> paths() {
        return paths;
    }
}
