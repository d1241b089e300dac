package dev.signalbox.cli.worktrees;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.file.Path;
import java.util.Locale;

/** What would be lost with a worktree. */
enum WorktreeState {
    /** An attempt is at work in it. */
    @JsonProperty("in_use")
    IN_USE,
    /** Somebody wants it to stay. */
    @JsonProperty("kept")
    KEPT,
    /** It has changes that are not committed. */
    @JsonProperty("uncommitted")
    UNCOMMITTED,
    /** Its branch has commits that are not in the branch of its run. */
    @JsonProperty("unmerged")
    UNMERGED,
    /** Nothing: all of it is in the branch of its run. */
    @JsonProperty("merged")
    MERGED;

    static WorktreeState of(Worktree worktree, Git repository) {
        if (worktree.isInUse()) {
            return IN_USE;
        }
        if (worktree.isKept()) {
            return KEPT;
        }
        Git inside = new Git(Path.of(worktree.path()));
        Git.Answer status = inside.ask("status", "--porcelain");
        if (!status.isYes() || !status.output().isEmpty()) {
            return UNCOMMITTED;
        }
        return repository
                        .ask("merge-base", "--is-ancestor", worktree.commit(), worktree.into())
                        .isYes()
                ? MERGED
                : UNMERGED;
    }

    String words() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
