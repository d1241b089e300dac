package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where an attempt works. */
public enum Isolation {
    /** In the directory of the workspace, beside everybody else. */
    @JsonProperty("none")
    NONE,
    /** In a git worktree and on a branch of its own, which are merged into the branch of its run when it has succeeded. */
    @JsonProperty("worktree")
    WORKTREE,
    /** In a copy of the workspace of its own. What it changes stays there. */
    @JsonProperty("directory")
    DIRECTORY
}
