package dev.signalbox.runner.coding.port;

import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;

/** Where it is told, while an attempt runs, what it has used. Thread-safe. */
@FunctionalInterface
public interface UsageReports {
    /** @param total since the attempt began */
    void report(Assignment assignment, Usage total);
}
