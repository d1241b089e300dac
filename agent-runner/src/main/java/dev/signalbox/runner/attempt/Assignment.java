package dev.signalbox.runner.attempt;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.runner.secret.AttemptSecrets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * An attempt this runner is asked to make.
 *
 * @param start everything there is to know about it
 * @param secrets what it is given that nobody may read
 * @param traceparent the W3C trace context it was dispatched under; null when there was none
 * @param directory where it works; null for the directory of its workspace
 */
public record Assignment(
        StartAttempt start,
        AttemptSecrets secrets,
        @Nullable String traceparent,
        @Nullable Path directory) {
    /** An attempt that has been given no secrets, and works in the directory of its workspace. */
    public Assignment(StartAttempt start, @Nullable String traceparent) {
        this(start, AttemptSecrets.NONE, traceparent, null);
    }

    public Assignment with(AttemptSecrets given) {
        return new Assignment(start, given, traceparent, directory);
    }

    /** The same attempt, in a place of its own. */
    public Assignment in(Path place) {
        return new Assignment(start, secrets, traceparent, place);
    }

    public AttemptRef ref() {
        return start.attempt();
    }
}
