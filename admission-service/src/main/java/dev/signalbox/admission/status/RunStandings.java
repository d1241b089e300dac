package dev.signalbox.admission.status;

import dev.signalbox.contracts.RunId;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * Every run of the idempotency window, as {@code signalbox.run-status} tells it. One thread applies changes, any thread looks.
 */
public final class RunStandings {
    private final ConcurrentMap<RunId, RunStanding> standings = new ConcurrentHashMap<>();

    /** What a change means for the run's lease. */
    public enum Turn {
        /** It is live and was not known. */
        APPEARED,
        /** It does not wait for a place any more. */
        RELEASED,
        /** It is over. */
        ENDED,
        /** Nothing new. */
        NONE
    }

    /** Takes note of where a run is now. */
    public Turn apply(RunStanding now) {
        RunStanding before = standings.put(now.run(), now);
        if (now.isLive()) {
            return before == null ? Turn.APPEARED : before.waits() && !now.waits() ? Turn.RELEASED : Turn.NONE;
        }
        return before == null || before.isLive() ? Turn.ENDED : Turn.NONE;
    }

    /** The idempotency window of a run is over; the last standing known of it, null when it was not known. */
    public @Nullable RunStanding forget(RunId run) {
        return standings.remove(run);
    }

    public Optional<RunStanding> find(RunId run) {
        return Optional.ofNullable(standings.get(run));
    }

    /** All of them; a view that goes with later changes. */
    public Collection<RunStanding> all() {
        return standings.values();
    }

    public int live() {
        return (int) standings.values().stream().filter(RunStanding::isLive).count();
    }
}
