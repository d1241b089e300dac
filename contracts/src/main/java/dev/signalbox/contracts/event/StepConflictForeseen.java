package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import java.util.List;

/**
 * What the step has changed so far cannot be merged with what another step of the run has. Both go on.
 *
 * @param step the step
 * @param attempt its try
 * @param epoch the fencing token of the try
 * @param other the other step
 * @param paths the files in which they cannot be merged
 */
public record StepConflictForeseen(StepId step, int attempt, long epoch, StepId other, List<String> paths)
        implements StepFact {
    public StepConflictForeseen {
        paths = List.copyOf(paths);
    }
}
