package dev.signalbox.contracts.event;

import dev.signalbox.contracts.StepId;
import java.util.List;

/**
 * Somebody let a paused run go on.
 *
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param passed the steps that waited at a checkpoint and may go on now
 */
public record RunResumed(String reason, String requestedBy, List<StepId> passed) implements RunFact {
    public RunResumed {
        passed = List.copyOf(passed);
    }
}
