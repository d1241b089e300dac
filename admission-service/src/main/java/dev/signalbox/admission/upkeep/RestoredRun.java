package dev.signalbox.admission.upkeep;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.RunTime;
import dev.signalbox.admission.status.RunStanding;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a rebuild writes for one run.
 *
 * @param run the run
 * @param key its key
 * @param keyHolds how long the key still holds; zero when it does not
 * @param workspace where it runs
 * @param standing whether it holds a lease, waits for one, or is over
 * @param sent where its command stands, if the scheduler has yet to announce it; else null
 * @param waitsWith its priority if it waits for a place; else null
 */
public record RestoredRun(
        RunId run,
        HeldKey key,
        Duration keyHolds,
        WorkspaceId workspace,
        Standing standing,
        @Nullable SentRun sent,
        @Nullable Integer waitsWith) {
    /** What it holds. */
    public enum Standing {
        LIVE,
        WAITS,
        ENDED
    }

    /**
     * Everything that a lost state must hold again.
     *
     * @param standings the announced runs, at least as new as the scheduler's progress
     * @param beyond the commands beyond the scheduler's progress; a run may be among them more than once, or be announced by now
     * @param unseen what is left of the unannounced runs, when the state was not lost but has not been vouched for lately
     */
    public static List<RestoredRun> all(
            RunStandings standings,
            CommandsBeyond beyond,
            List<UnseenRun> unseen,
            Instant now,
            Duration leaseTime,
            Duration keyTime) {
        Stream<RestoredRun> announced = standings.all().stream()
                .map(standing -> of(standing, beyond, now, leaseTime, keyTime))
                .filter(RestoredRun::holdsAnything);
        Stream<RestoredRun> inTheLog = beyond.sent().stream()
                .filter(run -> standings.find(run.run()).isEmpty())
                .map(run -> live(
                        run.run(),
                        run.workspace(),
                        run.key(),
                        run,
                        beyond.releasesOnceSent(run.run()) ? null : run.waitsWith(),
                        now,
                        leaseTime,
                        keyTime));
        Stream<RestoredRun> left = unseen.stream()
                .filter(run -> standings.find(run.run()).isEmpty())
                .map(run ->
                        live(run.run(), run.workspace(), run.key(), null, run.waitsWith(), now, leaseTime, keyTime));
        return Stream.of(announced, inTheLog, left).flatMap(runs -> runs).toList();
    }

    private static RestoredRun of(
            RunStanding standing, CommandsBeyond beyond, Instant now, Duration leaseTime, Duration keyTime) {
        return standing.isLive()
                ? live(
                        standing.run(),
                        standing.workspace(),
                        standing.key(),
                        null,
                        beyond.releases(standing.run()) ? null : standing.waitsWith(),
                        now,
                        leaseTime,
                        keyTime)
                : new RestoredRun(
                        standing.run(),
                        standing.key(),
                        afterTheEnd(standing.run(), standing.key(), now, keyTime),
                        standing.workspace(),
                        Standing.ENDED,
                        null,
                        null);
    }

    private static RestoredRun live(
            RunId run,
            WorkspaceId workspace,
            HeldKey key,
            @Nullable SentRun sent,
            @Nullable Integer waitsWith,
            Instant now,
            Duration leaseTime,
            Duration keyTime) {
        Duration holds = switch (key.origin()) {
            case CALLER -> left(run, now, keyTime);
            case COMPUTED -> leaseTime;
        };
        Standing standing = waitsWith == null ? Standing.LIVE : Standing.WAITS;
        return new RestoredRun(run, key, holds, workspace, standing, sent, waitsWith);
    }

    private static Duration afterTheEnd(RunId run, HeldKey key, Instant now, Duration keyTime) {
        return switch (key.origin()) {
            case CALLER -> left(run, now, keyTime);
            case COMPUTED -> Duration.ZERO;
        };
    }

    private static Duration left(RunId run, Instant now, Duration keyTime) {
        Duration left = Duration.between(now, RunTime.admissionOf(run).plus(keyTime));
        return left.isNegative() ? Duration.ZERO : left;
    }

    private boolean holdsAnything() {
        return standing != Standing.ENDED || keyHolds.isPositive();
    }
}
