package dev.signalbox.scheduler.line;

import dev.signalbox.contracts.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/**
 * A place in the line. Whoever came first goes first, but every level of priority is worth a minute of waiting: so priority
 * counts, and nobody starves, because a place never changes while later ones fall behind it.
 *
 * @param rank the time of arrival in milliseconds, less the worth of the priority; the smallest goes first
 * @param run breaks ties between runs: ids sort by admission
 * @param position breaks ties within a run: the order of the definition
 */
public record Place(long rank, RunId run, int position) implements Comparable<Place> {
    static final Duration WORTH_OF_ONE_LEVEL = Duration.ofMinutes(1);

    private static final Comparator<Place> ORDER =
            Comparator.comparingLong(Place::rank).thenComparing(Place::run).thenComparingInt(Place::position);

    public static Place of(Instant since, int priority, RunId run, int position) {
        return new Place(since.toEpochMilli() - priority * WORTH_OF_ONE_LEVEL.toMillis(), run, position);
    }

    @Override
    public int compareTo(Place other) {
        return ORDER.compare(this, other);
    }
}
