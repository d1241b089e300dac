package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;

/** Work for the runners of one pool. On {@code signalbox.dispatches.<pool>}, keyed by step. */
public sealed interface Dispatch permits StartAttempt {
    AttemptRef attempt();
}
