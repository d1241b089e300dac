package dev.signalbox.contracts.attempt;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.StepId;
import java.time.Instant;
import java.util.List;

/**
 * What two attempts of a run have changed so far cannot be merged. Both go on: one of them may still change it.
 *
 * @param attempt one of them
 * @param runner who works on it
 * @param other the step of the other one
 * @param paths the files in which they cannot be merged, at most 100
 * @param at when, by the runner's clock
 */
public record MergeConflictForeseen(AttemptRef attempt, String runner, StepId other, List<String> paths, Instant at)
        implements Outcome {
    public MergeConflictForeseen {
        paths = List.copyOf(paths);
    }
}
