package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;

/** What the scheduler tells all runners. On {@code signalbox.controls}; every runner reads all of it. */
public sealed interface Control permits StopAttempt {
    AttemptRef attempt();
}
