package dev.signalbox.runner.worktree;

import java.io.IOException;

/** Finds by halving where a row begins to fail. */
final class Halving {
    private Halving() {}

    /** Tries the beginning of a row. */
    @FunctionalInterface
    interface Trial {
        /** @param length how many of the row, at least one */
        boolean passes(int length) throws IOException, Disturbed;
    }

    /**
     * A length that passes while the next one fails; the whole row when it passes as a whole. Of nothing it is taken that it passes. Takes one
     * trial when all is well, and as many more as the row can be halved when not.
     */
    static int longestPassing(int row, Trial trial) throws IOException, Disturbed {
        if (row == 0 || trial.passes(row)) {
            return row;
        }
        int passes = 0;
        int fails = row;
        while (fails - passes > 1) {
            int middle = (passes + fails) / 2;
            if (trial.passes(middle)) {
                passes = middle;
            } else {
                fails = middle;
            }
        }
        return passes;
    }
}
