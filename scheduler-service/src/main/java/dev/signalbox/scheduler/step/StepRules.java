package dev.signalbox.scheduler.step;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.attempt.IntegrationState;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import java.time.Duration;

/**
 * What a step's decisions depend on besides its state.
 *
 * @param run its run
 * @param spec what the definition says about it
 * @param memory what is remembered of it
 * @param used what its attempt in flight has used so far, by its last report
 * @param runStopping whether its run is being cancelled or has timed out
 * @param mayRetry whether its run still begins new attempts
 */
public record StepRules(
        RunId run, StepSpec spec, StepMemory memory, Usage used, boolean runStopping, boolean mayRetry) {
    /** Whether it may be tried again after this attempt. */
    boolean allowsAnotherAfter(int attempt) {
        return mayRetry && memory.counted(attempt) < spec.retry().attempts();
    }

    /** Whether another attempt follows by itself when work cannot be merged; never when somebody has looked at it, or has to. */
    boolean triesConflictsAgain(AttemptResult result) {
        IsolationRule rule = spec.isolation();
        Integration how = result.integration();
        return rule != null
                && rule.triesAgain()
                && memory.resolves() == null
                && how != null
                && how.state() != IntegrationState.HELD;
    }

    /** How long it rests after this attempt. */
    Duration restAfter(int attempt) {
        return spec.retry().restAfter(memory.counted(attempt), AttemptDraw.of(run, spec.id(), attempt));
    }
}
