package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Integration;

/** What there is to do before, or instead of, running an agent. */
sealed interface Preparation {
    /** The agent is to run in a place of its own. */
    record Prepared(Workplace place) implements Preparation {}

    /** The work is there, and is to be merged as it is. */
    record Resolving(Workplace place, AttemptResult result) implements Preparation {}

    /**
     * An earlier attempt has done it all, and its runner died before it could say so.
     *
     * @param result what that one would have said
     * @param how where its work is
     */
    record Settled(AttemptResult result, Integration how) implements Preparation {}
}
