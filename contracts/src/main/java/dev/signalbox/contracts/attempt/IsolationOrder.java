package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.spec.IsolationRule;
import org.jspecify.annotations.Nullable;

/**
 * Where an attempt is to work, and what becomes of its work.
 *
 * @param rule what the definition says of it
 * @param resolves the branch whose work is to be merged as it is now, without running the agent; null when the agent is to run
 */
public record IsolationOrder(IsolationRule rule, @Nullable String resolves) {}
