package dev.signalbox.contracts.event;

import dev.signalbox.contracts.spec.StepSpec;
import java.util.List;

/**
 * Steps were added to the run, or the last of its parts has arrived.
 *
 * @param steps the new steps
 * @param sealed whether every part of the run has arrived
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 */
public record RunExtended(List<StepSpec> steps, boolean sealed, String reason, String requestedBy) implements RunFact {
    public RunExtended {
        steps = List.copyOf(steps);
    }
}
