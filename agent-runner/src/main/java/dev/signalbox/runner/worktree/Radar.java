package dev.signalbox.runner.worktree;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.runner.report.port.OutcomeLog;
import dev.signalbox.runner.worktree.port.Merge;
import dev.signalbox.runner.worktree.port.Repository;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Compares the work of attempts of one run while they are at it, and tells both of a pair when it could not be merged as it is now. A pair
 * is told again only when other files are in the way. Worktrees are only read. Used by one thread.
 */
public final class Radar implements Runnable {
    private final LivePlaces live;
    private final OutcomeLog outcomes;
    private final String runner;
    private final InstantSource clock;
    private final BiConsumer<AttemptRef, IOException> unreadable;
    private final Map<AttemptRef, String> seen = new HashMap<>();
    private final Map<Pair, List<String>> told = new HashMap<>();

    private record Pair(AttemptRef one, AttemptRef other) {
        /** In one order, however they are come upon. */
        Pair {
            if (one.step().compareTo(other.step()) > 0) {
                AttemptRef first = other;
                other = one;
                one = first;
            }
        }
    }

    private record Sight(AttemptRef attempt, Repository repository, String commit) {}

    /** @param unreadable told of a worktree that could not be looked at this time */
    public Radar(
            LivePlaces live,
            OutcomeLog outcomes,
            String runner,
            InstantSource clock,
            BiConsumer<AttemptRef, IOException> unreadable) {
        this.live = live;
        this.outcomes = outcomes;
        this.runner = runner;
        this.clock = clock;
        this.unreadable = unreadable;
    }

    @Override
    public void run() {
        Map<AttemptRef, WorktreePlace> places = live.worktrees();
        seen.keySet().retainAll(places.keySet());
        told.keySet().removeIf(pair -> !places.containsKey(pair.one()) || !places.containsKey(pair.other()));
        if (places.size() < 2) {
            return;
        }
        List<Sight> sights = new ArrayList<>();
        places.forEach((attempt, place) -> look(attempt, place).ifPresent(sights::add));
        for (int one = 0; one < sights.size(); one++) {
            for (int other = one + 1; other < sights.size(); other++) {
                compare(sights.get(one), sights.get(other));
            }
        }
        sights.forEach(sight -> seen.put(sight.attempt(), sight.commit()));
    }

    private Optional<Sight> look(AttemptRef attempt, WorktreePlace place) {
        try {
            return Optional.of(
                    new Sight(attempt, place.repository(), place.repository().snapshot(place.worktree())));
        } catch (IOException e) {
            unreadable.accept(attempt, e);
            return Optional.empty();
        }
    }

    private void compare(Sight one, Sight other) {
        boolean together = one.attempt().run().equals(other.attempt().run())
                && one.repository().key().equals(other.repository().key());
        if (!together || !(hasChanged(one) || hasChanged(other))) {
            return;
        }
        Pair pair = new Pair(one.attempt(), other.attempt());
        try {
            List<String> paths = conflicts(one.repository().merge(one.commit(), other.commit()));
            if (!paths.isEmpty() && !paths.equals(told.get(pair))) {
                tell(pair.one(), pair.other(), paths);
                tell(pair.other(), pair.one(), paths);
            }
            told.put(pair, paths);
        } catch (IOException e) {
            unreadable.accept(pair.one(), e);
        }
    }

    private boolean hasChanged(Sight sight) {
        return !sight.commit().equals(seen.get(sight.attempt()));
    }

    private static List<String> conflicts(Merge merge) {
        return switch (merge) {
            case Merge.Clean _ -> List.of();
            case Merge.Conflict(List<String> paths) -> paths.subList(0, Math.min(paths.size(), Integration.MOST_PATHS));
        };
    }

    private void tell(AttemptRef attempt, AttemptRef other, List<String> paths) {
        outcomes.send(
                new MergeConflictForeseen(attempt, runner, other.step(), paths, clock.instant()), null, failure -> {});
    }
}
