package dev.signalbox.runner.attempt;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.runner.secret.AttemptSecrets;
import org.jspecify.annotations.Nullable;

/**
 * An attempt this runner is asked to make.
 *
 * @param start everything there is to know about it
 * @param secrets what it is given that nobody may read
 * @param traceparent the W3C trace context it was dispatched under; null when there was none
 */
public record Assignment(
        StartAttempt start,
        AttemptSecrets secrets,
        @Nullable String traceparent) {
    /** An attempt that has been given no secrets. */
    public Assignment(StartAttempt start, @Nullable String traceparent) {
        this(start, AttemptSecrets.NONE, traceparent);
    }

    public Assignment with(AttemptSecrets given) {
        return new Assignment(start, given, traceparent);
    }

    public AttemptRef ref() {
        return start.attempt();
    }
}
