package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.command.SubmitRun;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a run that ended is remembered, so that a repeated request or command is recognised.
 *
 * @param callerKey how long a caller's idempotency key holds, counted from admission
 * @param afterEnd how long any run is remembered after its end at least
 */
public record Retention(Duration callerKey, Duration afterEnd) {
    public static final Retention DEFAULT = new Retention(Duration.ofHours(24), Duration.ofMinutes(10));

    Instant forgetAt(SubmitRun submit, Instant endedAt) {
        Instant atLeast = endedAt.plus(afterEnd);
        if (submit.idempotency().origin() == KeyOrigin.COMPUTED) {
            return atLeast;
        }
        Instant windowEnds = submit.submittedAt().plus(callerKey);
        return windowEnds.isAfter(atLeast) ? windowEnds : atLeast;
    }
}
