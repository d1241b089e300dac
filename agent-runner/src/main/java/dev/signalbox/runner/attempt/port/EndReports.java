package dev.signalbox.runner.attempt.port;

import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.runner.attempt.Assignment;

/** Tells the scheduler how an attempt ended. */
@FunctionalInterface
public interface EndReports {
    /** Reports it without waiting; from here on the result survives, even while the scheduler cannot be reached. */
    void ended(Assignment assignment, AttemptResult result);
}
