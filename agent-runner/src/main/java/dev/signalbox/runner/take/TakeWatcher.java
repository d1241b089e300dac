package dev.signalbox.runner.take;

import dev.signalbox.contracts.attempt.StartAttempt;

/** Is told of every attempt that begins. */
@FunctionalInterface
public interface TakeWatcher {
    void begins(StartAttempt attempt);
}
