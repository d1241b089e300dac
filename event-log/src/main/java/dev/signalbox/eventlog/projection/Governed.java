package dev.signalbox.eventlog.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.governor.Trip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the governor has said of the last attempt at a step.
 *
 * @param mode what it does about tripwires; null before it has said it
 * @param score how the attempt was getting on when that changed last; null before the first check
 * @param touched the tripwires that it has touched, in their order
 */
public record Governed(
        @Nullable GovernorMode mode,
        @Nullable GovernorScore score,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Touched> touched) {
    static final Governed NOTHING = new Governed(null, null, List.of());

    public Governed {
        touched = touched == null ? List.of() : List.copyOf(touched);
    }

    /**
     * A tripwire that was touched.
     *
     * @param at when it was recorded
     */
    public record Touched(Trip trip, Instant at) {}

    Governed noting(GovernorScore now) {
        return new Governed(mode, now, touched);
    }

    Governed touching(Trip trip, Instant at) {
        if (touched.stream().anyMatch(known -> known.trip().tripwire() == trip.tripwire())) {
            return this;
        }
        List<Touched> all = new ArrayList<>(touched);
        all.add(new Touched(trip, at));
        return new Governed(trip.mode(), score, all);
    }

    /** What the result says in the end makes good for what was lost on the way. */
    Governed concluded(GovernorSummary summary, Instant at) {
        Governed all = this;
        for (Trip trip : summary.trips()) {
            all = all.touching(trip, at);
        }
        return new Governed(summary.mode(), summary.score() == null ? score : summary.score(), all.touched);
    }

    public List<Trip> trips() {
        return touched.stream().map(Touched::trip).toList();
    }
}
