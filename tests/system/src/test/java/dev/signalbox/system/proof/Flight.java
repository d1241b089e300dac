package dev.signalbox.system.proof;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.scope.ParsedScope;

/**
 * An attempt in the time in which it was in flight.
 *
 * @param run its run
 * @param step its step
 * @param attempt which try
 * @param scope the files it may touch
 * @param begin when it began, in a time that all compared flights share
 * @param end when it ended
 */
record Flight(RunId run, StepId step, int attempt, ParsedScope scope, long begin, long end) {
    /** Whether the two were in flight together although they must not: they share files, or are tries at the same step. */
    boolean collidesWith(Flight other) {
        boolean together = begin < other.end && other.begin < end;
        boolean sameStep = run.equals(other.run) && step.equals(other.step);
        return together && (sameStep || scope.overlapWith(other.scope).isPresent());
    }

    @Override
    public String toString() {
        return "%s attempt %d (%d to %d)".formatted(step, attempt, begin, end);
    }
}
