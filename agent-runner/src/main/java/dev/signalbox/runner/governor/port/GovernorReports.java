package dev.signalbox.runner.governor.port;

import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.runner.attempt.Assignment;

/** Where it is told, while an attempt runs, what the governor has found. Thread-safe; does not wait. */
@FunctionalInterface
public interface GovernorReports {
    void report(Assignment assignment, GovernorFinding finding);
}
