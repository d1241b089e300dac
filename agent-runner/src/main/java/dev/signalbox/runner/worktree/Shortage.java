package dev.signalbox.runner.worktree;

/**
 * A limit that leaves no room for another place.
 *
 * @param reason the limit and what is there, for people
 */
public record Shortage(Limit limit, String reason) {
    /** What there is too much, or too little, of. */
    public enum Limit {
        /** Worktrees. */
        COUNT,
        /** Bytes in worktrees and copies. */
        SIZE,
        /** Room on the disk. */
        DISK
    }
}
