package dev.signalbox.contracts.governor;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the governor saw of an attempt that has ended.
 *
 * @param mode what it did about tripwires
 * @param turns how many turns the attempt took
 * @param checks how often its score was counted
 * @param score how it was getting on at the last check; null when there was none
 * @param trips the tripwires that it touched, in their order
 */
public record GovernorSummary(
        GovernorMode mode,
        int turns,
        int checks,
        @Nullable GovernorScore score,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Trip> trips) {
    public GovernorSummary {
        trips = trips == null ? List.of() : List.copyOf(trips);
    }

    /** The tripwire at which it was stopped; null when it was not. */
    public @Nullable Tripwire stoppedBy() {
        return trips.stream()
                .filter(Trip::stopped)
                .map(Trip::tripwire)
                .findFirst()
                .orElse(null);
    }
}
