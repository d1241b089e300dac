package dev.signalbox.runner.process.port;

import dev.signalbox.contracts.AttemptRef;

/** Remembers the main process of an attempt across a crash of this runner. */
@FunctionalInterface
public interface Spawned {
    /** @param start when the process was started, in units of the kernel */
    void spawned(AttemptRef attempt, long pid, long start);
}
