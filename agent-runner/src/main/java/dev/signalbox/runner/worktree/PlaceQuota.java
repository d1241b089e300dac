package dev.signalbox.runner.worktree;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much may be on this runner for attempts that work apart.
 *
 * @param mostWorktrees worktrees
 * @param mostBytes bytes of worktrees and copies together; empty for no such limit
 * @param leastFree bytes that stay free on the disk they are on
 */
public record PlaceQuota(int mostWorktrees, OptionalLong mostBytes, long leastFree) {
    /** Why no worktree may be added; empty when one may. */
    Optional<Shortage> forWorktree(Holdings there) {
        return there.worktrees() >= mostWorktrees
                ? Optional.of(new Shortage(
                        Shortage.Limit.COUNT,
                        "there are " + there.worktrees() + " worktrees on this runner, and no more than "
                                + mostWorktrees + " are allowed (signalbox.runner.worktrees.most)"))
                : forCopy(there);
    }

    /** Why no copy may be added; empty when one may. */
    Optional<Shortage> forCopy(Holdings there) {
        if (mostBytes.isPresent() && there.bytes() >= mostBytes.getAsLong()) {
            return Optional.of(new Shortage(
                    Shortage.Limit.SIZE,
                    "the worktrees and copies on this runner have " + mebibytes(there.bytes()) + ", and no more than "
                            + mebibytes(mostBytes.getAsLong()) + " are allowed (signalbox.runner.worktrees.max-size)"));
        }
        return there.free() < leastFree
                ? Optional.of(new Shortage(
                        Shortage.Limit.DISK,
                        "the disk of the worktrees has only " + mebibytes(there.free()) + " free, and "
                                + mebibytes(leastFree) + " must stay so (signalbox.runner.worktrees.least-free)"))
                : Optional.empty();
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
