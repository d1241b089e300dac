package dev.signalbox.eventlog.history.adapter;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.StepStatus;
import io.vertx.mutiny.sqlclient.Row;
import org.jspecify.annotations.Nullable;

/** What a reader of a step's output needs to know of the step. */
record StepNow(StepStatus status, int attempt, @Nullable AttemptResult result) {
    static StepNow of(Row row) {
        try {
            String result = row.getString(2);
            return new StepNow(
                    ContractJson.mapper().convertValue(row.getString(0), StepStatus.class),
                    row.getInteger(1),
                    result == null ? null : ContractJson.mapper().readValue(result, AttemptResult.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not a result: " + row.getString(2), e);
        }
    }

    /** Whether nobody works on this attempt any more. */
    boolean isOver(int number) {
        boolean inFlight = status == StepStatus.DISPATCHED || status == StepStatus.RUNNING;
        return attempt > number || (attempt == number && !inFlight);
    }

    /** Whether there will never be a later attempt than this one. */
    boolean endsWith(int number) {
        return status.isTerminal() && attempt <= number;
    }

    /** Whether this many bytes are all that the attempt wrote; false when that is not known. */
    boolean wrote(int number, long bytes) {
        return attempt == number && result != null && bytes >= result.outputBytes();
    }
}
