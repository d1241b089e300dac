package dev.signalbox.runner.report;

import dev.signalbox.contracts.attempt.AttemptFinished;
import org.jspecify.annotations.Nullable;

/**
 * A result the scheduler may not have.
 *
 * @param finished the report
 * @param traceparent the trace context it belongs to; null when there is none
 */
public record UnsentResult(
        AttemptFinished finished, @Nullable String traceparent) {}
