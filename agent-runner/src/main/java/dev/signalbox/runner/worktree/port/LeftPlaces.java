package dev.signalbox.runner.worktree.port;

import java.io.IOException;

/** The worktrees on this runner that no attempt is at work in. */
@FunctionalInterface
public interface LeftPlaces {
    /**
     * Removes those with which nothing would be lost, the oldest first, while there are too many.
     *
     * @return how many were removed
     */
    int removeMerged(Need tooMany) throws IOException;

    /** Whether another one has to go. */
    @FunctionalInterface
    interface Need {
        boolean isThere() throws IOException;
    }
}
