package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.attempt.AttemptResult;
import java.io.IOException;
import java.nio.file.Path;

/** Where one attempt works. Used by one thread at a time. */
interface Workplace {
    /** Where its agent and its gates run. */
    Path directory();

    /**
     * Decides what becomes of the work of an attempt whose agent has succeeded.
     *
     * @param gates what must pass
     * @param stopping whether the attempt is to end without anything of it being merged
     * @return the result of the attempt; a success only when its work is where it belongs
     */
    AttemptResult finish(AttemptResult result, Gates gates, Stopping stopping) throws IOException;

    /** Leaves the place of an attempt that did not succeed. What it has done stays, unless it is nothing. */
    AttemptResult abandon(AttemptResult result) throws IOException;
}
