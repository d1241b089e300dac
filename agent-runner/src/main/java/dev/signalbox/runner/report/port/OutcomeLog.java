package dev.signalbox.runner.report.port;

import dev.signalbox.contracts.attempt.Outcome;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where the scheduler reads what became of attempts. Thread-safe. */
@FunctionalInterface
public interface OutcomeLog {
    /**
     * Sends a report and does not wait. Reports of one workspace arrive in the order in which they were sent.
     *
     * @param traceparent the trace context it belongs to; null when there is none
     * @param settled called once, with null when the report is durable, with the reason when it is given up
     */
    void send(Outcome outcome, @Nullable String traceparent, Consumer<@Nullable Exception> settled);
}
