package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.List;

/**
 * Steps that were added to a run after it was submitted; kept until it ends.
 *
 * @param number 1, 2, 3, ... within the run
 * @param steps the steps in their order
 * @param seal whether every part of the run has arrived with this one
 */
public record RunPart(RunId run, int number, List<StepSpec> steps, boolean seal) {
    public RunPart {
        steps = List.copyOf(steps);
    }
}
