package dev.signalbox.eventlog.projection;

import dev.signalbox.contracts.AgentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The last attempt of a step.
 *
 * @param number 1 for the first
 * @param epoch its fencing token
 * @param agent who has it; null only when the event that says so is missing
 * @param runner the runner process that took it; null before
 * @param dispatchedAt when it was given to the agent; null only when the event that says so is missing
 * @param startedAt when a runner took it; null before
 * @param endedAt when it ended; null before
 */
public record Attempt(
        int number,
        long epoch,
        @Nullable AgentId agent,
        @Nullable String runner,
        @Nullable Instant dispatchedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt) {
    /** The attempt when a runner has taken it. */
    Attempt startedBy(String taker, Instant at) {
        return new Attempt(number, epoch, agent, taker, dispatchedAt, at, null);
    }

    /** The attempt when it has ended. */
    Attempt endedAt(Instant at) {
        return new Attempt(number, epoch, agent, runner, dispatchedAt, startedAt, at);
    }
}
