package dev.signalbox.scheduler.governor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the work of a run. Time in which no attempt is at work does not count: a run that waits for a person, or for its
 * next attempt, does not come nearer to any limit.
 *
 * @param turns how many turns its attempts have taken, as far as their reports say
 * @param atWork how long at least one attempt was at work, up to the last time when none was
 * @param since since when at least one is; null when none is
 */
public record RunWork(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int turns,
        Duration atWork,
        @Nullable Instant since) {
    public static final RunWork NONE = new RunWork(0, Duration.ZERO, null);

    /** As many attempts are at work now. */
    public RunWork withAtWork(int attempts, Instant now) {
        if (attempts > 0) {
            return since == null ? new RunWork(turns, atWork, now) : this;
        }
        return since == null ? this : new RunWork(turns, atWork(now), null);
    }

    /** How long at least one attempt has been at work by now. */
    public Duration atWork(Instant now) {
        return since == null || since.isAfter(now) ? atWork : atWork.plus(Duration.between(since, now));
    }

    public RunWork turned(int more) {
        return new RunWork(turns + more, atWork, since);
    }
}
