package dev.signalbox.admission.upkeep;

import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.RunTime;
import dev.signalbox.admission.status.RunStanding;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.contracts.RunId;
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
 * @param live whether it holds a lease
 * @param sent where its command stands, if the scheduler has yet to announce it; else null
 */
public record RestoredRun(
        RunId run,
        HeldKey key,
        Duration keyHolds,
        boolean live,
        @Nullable SentRun sent) {

    /**
     * Everything that a lost state must hold again.
     *
     * @param standings the announced runs, at least as new as the scheduler's progress
     * @param sent the commands beyond the scheduler's progress; a run may be among them more than once, or be announced by now
     * @param unseen what is left of the unannounced runs, when the state was not lost but has not been vouched for lately
     */
    public static List<RestoredRun> all(
            RunStandings standings,
            List<SentRun> sent,
            List<UnseenRun> unseen,
            Instant now,
            Duration leaseTime,
            Duration keyTime) {
        Stream<RestoredRun> announced = standings.all().stream()
                .map(standing -> of(standing, now, leaseTime, keyTime))
                .filter(RestoredRun::holdsAnything);
        Stream<RestoredRun> inTheLog = sent.stream()
                .filter(run -> standings.find(run.run()).isEmpty())
                .map(run -> live(run.run(), run.key(), run, now, leaseTime, keyTime));
        Stream<RestoredRun> left = unseen.stream()
                .filter(run -> standings.find(run.run()).isEmpty())
                .map(run -> live(run.run(), run.key(), null, now, leaseTime, keyTime));
        return Stream.of(announced, inTheLog, left).flatMap(runs -> runs).toList();
    }

    private static RestoredRun of(RunStanding standing, Instant now, Duration leaseTime, Duration keyTime) {
        return standing.isLive()
                ? live(standing.run(), standing.key(), null, now, leaseTime, keyTime)
                : new RestoredRun(
                        standing.run(),
                        standing.key(),
                        afterTheEnd(standing.run(), standing.key(), now, keyTime),
                        false,
                        null);
    }

    private static RestoredRun live(
            RunId run, HeldKey key, @Nullable SentRun sent, Instant now, Duration leaseTime, Duration keyTime) {
        Duration holds = switch (key.origin()) {
            case CALLER -> left(run, now, keyTime);
            case COMPUTED -> leaseTime;
        };
        return new RestoredRun(run, key, holds, true, sent);
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
        return live || keyHolds.isPositive();
    }
}
