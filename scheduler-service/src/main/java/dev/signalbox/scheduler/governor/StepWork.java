package dev.signalbox.scheduler.governor;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.governor.Tripwire;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of the work at a step, so that no limit begins anew with another attempt.
 *
 * @param earlierTurns how many turns the attempts before the last one took
 * @param lastTurns how many the last one has taken, as far as its reports say
 * @param atWork how long attempts were at work that have ended
 * @param since since when one is; null when none is
 * @param tripped the tripwires that the last attempt has touched
 */
public record StepWork(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int earlierTurns,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int lastTurns,
        Duration atWork,
        @Nullable Instant since,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Tripwire> tripped) {
    public static final StepWork NONE = new StepWork(0, 0, Duration.ZERO, null, List.of());

    public StepWork {
        tripped = tripped == null ? List.of() : List.copyOf(tripped);
    }

    public int turns() {
        return earlierTurns + lastTurns;
    }

    /** Another attempt begins. */
    public StepWork nextAttempt() {
        return new StepWork(turns(), 0, atWork, since, List.of());
    }

    /** A runner has begun to work at it. */
    public StepWork begun(Instant now) {
        return new StepWork(earlierTurns, lastTurns, atWork, now, tripped);
    }

    /** Nobody works at it any more. */
    public StepWork ended(Instant now) {
        return new StepWork(earlierTurns, lastTurns, atWork(now), null, tripped);
    }

    /** How long somebody has worked at it by now. */
    public Duration atWork(Instant now) {
        return since == null || since.isAfter(now) ? atWork : atWork.plus(Duration.between(since, now));
    }

    /** The last attempt has taken so many turns; never fewer than was said before. */
    public StepWork turned(int turns) {
        return new StepWork(earlierTurns, Math.max(lastTurns, turns), atWork, since, tripped);
    }

    /** The last attempt has touched a tripwire. */
    public StepWork touching(Tripwire tripwire) {
        return new StepWork(
                earlierTurns,
                lastTurns,
                atWork,
                since,
                Stream.concat(tripped.stream(), Stream.of(tripwire)).toList());
    }
}
