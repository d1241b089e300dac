package dev.signalbox.runner.attempt;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.StartAttempt;
import org.jspecify.annotations.Nullable;

/**
 * An attempt this runner is asked to make.
 *
 * @param start everything there is to know about it
 * @param traceparent the W3C trace context it was dispatched under; null when there was none
 */
public record Assignment(StartAttempt start, @Nullable String traceparent) {
    public AttemptRef ref() {
        return start.attempt();
    }
}
