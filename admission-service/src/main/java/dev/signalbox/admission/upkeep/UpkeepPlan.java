package dev.signalbox.admission.upkeep;

import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.status.RunStanding;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.admission.upkeep.LeaseChange.Ended;
import dev.signalbox.admission.upkeep.LeaseChange.Renew;
import dev.signalbox.contracts.RunId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one round of upkeep has to do.
 *
 * @param changes what to do with which lease
 * @param refused runs whose command the scheduler has read without ever announcing them: they will never be
 * @param unsent runs that have been missing from the log for too long and must be sent
 */
public record UpkeepPlan(List<LeaseChange> changes, List<UnseenRun> refused, List<UnseenRun> unsent) {
    public UpkeepPlan {
        changes = List.copyOf(changes);
        refused = List.copyOf(refused);
        unsent = List.copyOf(unsent);
    }

    /**
     * Plans a round.
     *
     * @param standings the announced runs, at least as new as {@code progress}
     * @param held the runs that hold a lease, or are parked
     * @param parked the runs that wait, are to be released, or count as on trial: what they are noted for ends with their announcement
     * @param unseen the unannounced ones, read after progress and standings
     * @param progress for each partition of the commands, the first offset that the scheduler has not taken
     * @param unsentFor how long a run may be missing from the log
     */
    public static UpkeepPlan of(
            RunStandings standings,
            Collection<RunId> held,
            Set<RunId> parked,
            List<UnseenRun> unseen,
            Map<Integer, Long> progress,
            Duration unsentFor) {
        List<LeaseChange> changes = new ArrayList<>();
        List<UnseenRun> refused = new ArrayList<>();
        List<UnseenRun> unsent = new ArrayList<>();
        for (UnseenRun run : unseen) {
            Optional<RunStanding> standing = standings.find(run.run());
            if (standing.isPresent()) {
                changes.add(settled(standing.get()));
            } else if (isPassedBy(run, progress)) {
                refused.add(run);
            } else {
                changes.add(new Renew(run.run(), run.workspace(), run.key()));
                if (run.isUnsent() && run.age().compareTo(unsentFor) >= 0) {
                    unsent.add(run);
                }
            }
        }
        held.stream()
                .flatMap(run -> standings.find(run).stream())
                .filter(standing -> !standing.isLive())
                .map(LeaseChange::ended)
                .forEach(changes::add);
        standings.all().stream()
                .filter(RunStanding::isLive)
                .map(live -> kept(live, parked))
                .forEach(changes::add);
        return new UpkeepPlan(changes, refused, unsent);
    }

    /**
     * What has to follow when the changes are made: a run may have ended, and given its place back, after the plan was made and before
     * its changes were.
     *
     * @param now the announced runs, read after the changes were made
     */
    public List<LeaseChange> overtaken(RunStandings now) {
        return changes.stream()
                .filter(change -> !(change instanceof Ended))
                .flatMap(change -> now.find(change.run()).stream())
                .filter(standing -> !standing.isLive())
                .map(LeaseChange::ended)
                .distinct()
                .toList();
    }

    private static LeaseChange settled(RunStanding standing) {
        return standing.isLive() ? LeaseChange.announced(standing) : LeaseChange.ended(standing);
    }

    /** A run that waits, and one that is still noted as waiting or on trial but is not any more, is put in its place again. */
    private static LeaseChange kept(RunStanding live, Set<RunId> parked) {
        return live.waits() || parked.contains(live.run())
                ? LeaseChange.announced(live)
                : new Renew(live.run(), live.workspace(), live.key());
    }

    private static boolean isPassedBy(UnseenRun run, Map<Integer, Long> progress) {
        LogPosition position = run.position();
        return position != null && position.offset() < progress.getOrDefault(position.partition(), 0L);
    }
}
