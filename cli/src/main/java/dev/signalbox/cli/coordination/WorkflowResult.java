package dev.signalbox.cli.coordination;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far a workflow is, as the state file says it.
 *
 * @param success whether every step succeeded; null while that is open
 * @param status waiting, running, completed, failed, cancelled or skipped
 * @param executionTime seconds from the first dispatch to the last end, or to now
 * @param tokensUsed of all its attempts, in and out
 * @param cost in US dollars
 * @param stepsCompleted how many steps have succeeded
 * @param stepsTotal how many it has
 * @param error what the first failed step says; null when none has failed
 */
record WorkflowResult(
        @Nullable Boolean success,
        String status,
        @JsonProperty("execution_time") double executionTime,
        @JsonProperty("tokens_used") long tokensUsed,
        BigDecimal cost,
        @JsonProperty("steps_completed") int stepsCompleted,
        @JsonProperty("steps_total") int stepsTotal,
        @Nullable String error) {}
