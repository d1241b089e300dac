package dev.signalbox.contracts.spec;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Limits and policy of a run as a whole.
 *
 * @param maxParallel how many steps may be in flight together, at least 1; null when only agents and slots limit it
 * @param onFailure what happens to independent steps when one step has failed for good
 * @param priority 1 to 10; among waiting steps of a workspace the higher goes first
 * @param timeout how long the run may take from its acceptance; null when it may take for ever
 * @param queueTimeout how long from its acceptance it may take until its first step is dispatched; null when it may take for ever
 */
public record RunOptions(
        @Nullable Integer maxParallel,
        OnFailure onFailure,
        int priority,
        @Nullable Duration timeout,
        @Nullable Duration queueTimeout) {
    public static final int DEFAULT_PRIORITY = 5;
    public static final RunOptions DEFAULT = new RunOptions(null, OnFailure.CONTINUE, DEFAULT_PRIORITY, null);

    /** A run that may wait for its first step as long as it takes. */
    public RunOptions(@Nullable Integer maxParallel, OnFailure onFailure, int priority, @Nullable Duration timeout) {
        this(maxParallel, onFailure, priority, timeout, null);
    }
}
