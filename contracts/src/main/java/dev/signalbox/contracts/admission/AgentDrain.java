package dev.signalbox.contracts.admission;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent is given no more steps.
 *
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param since since when
 * @param drainedAt when the last step it worked on had ended; null while there is one
 * @param removing whether the agent is forgotten then
 */
public record AgentDrain(
        String reason,
        String requestedBy,
        Instant since,
        @Nullable Instant drainedAt,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean removing) {}
