package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.AgentId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a step is tried, by whom, and when it is given up.
 *
 * @param attempts the most attempts, the first included; at least 1
 * @param backoff the rest before the second, third, ... attempt; the last value repeats, and an empty list means no rest
 * @param exponential rests that grow, instead of {@code backoff}; null when that list says them
 * @param jitter by which share of itself a rest may be shorter, 0 to 1, so that steps that failed together are not tried again
 *     together; null for none
 * @param notOn the ends of an attempt after which there is no other
 * @param notOnExitCodes the exit codes of a failed attempt after which there is no other
 * @param fallbackAgents who takes the second, third, ... attempt; the last one takes all further ones. Empty when the same agents do
 * @param identicalFailures how many attempts in a row must have failed in the same way for the step to be given up, 2 to
 *     12; null when that does not matter
 * @param oscillation when failures that come back, in a row or not, are a reason to give up; null when they are none
 */
public record RetryPolicy(
        int attempts,
        List<Duration> backoff,
        @Nullable ExponentialRest exponential,
        @Nullable Double jitter,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FailureCause> notOn,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> notOnExitCodes,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AgentId> fallbackAgents,
        @Nullable Integer identicalFailures,
        @Nullable Oscillation oscillation) {
    /** How many failures of a step are remembered. */
    public static final int MOST_FAILURES_KEPT = 12;

    public static final RetryPolicy ONCE = new RetryPolicy(1, List.of());

    public RetryPolicy {
        backoff = List.copyOf(backoff);
        notOn = notOn == null ? List.of() : List.copyOf(notOn);
        notOnExitCodes = notOnExitCodes == null ? List.of() : List.copyOf(notOnExitCodes);
        fallbackAgents = fallbackAgents == null ? List.of() : List.copyOf(fallbackAgents);
        if (jitter != null && !(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("the jitter is a share from 0 to 1, not " + jitter);
        }
        if (identicalFailures != null && (identicalFailures < 2 || identicalFailures > MOST_FAILURES_KEPT)) {
            throw new IllegalArgumentException(
                    "2 to " + MOST_FAILURES_KEPT + " failures can be identical, not " + identicalFailures);
        }
    }

    /** Attempts and rests, and nothing else that could end or change them. */
    public RetryPolicy(int attempts, List<Duration> backoff) {
        this(attempts, backoff, null, null, List.of(), List.of(), List.of(), null, null);
    }

    /** The longest rest before the attempt that follows {@code failed} others. */
    public Duration restAfter(int failed) {
        if (exponential != null) {
            return exponential.after(failed);
        }
        return backoff.isEmpty() ? Duration.ZERO : backoff.get(Math.min(failed, backoff.size()) - 1);
    }

    /**
     * The rest before the attempt that follows {@code failed} others.
     *
     * @param draw 0 for the longest, and up to 1 for the shortest that the jitter allows
     */
    public Duration restAfter(int failed, double draw) {
        Duration longest = restAfter(failed);
        return jitter == null ? longest : longest.minusMillis(Math.round(longest.toMillis() * jitter * draw));
    }

    /**
     * Who must take the attempt of this number; null when that is whoever may take the step.
     *
     * @param attempt 1 for the first
     */
    public @Nullable AgentId fallbackFor(int attempt) {
        if (attempt < 2 || fallbackAgents.isEmpty()) {
            return null;
        }
        return fallbackAgents.get(Math.min(attempt - 2, fallbackAgents.size() - 1));
    }

    /** The same policy, with these agents to take over. */
    public RetryPolicy handingTo(List<AgentId> agents) {
        return new RetryPolicy(
                attempts, backoff, exponential, jitter, notOn, notOnExitCodes, agents, identicalFailures, oscillation);
    }
}
