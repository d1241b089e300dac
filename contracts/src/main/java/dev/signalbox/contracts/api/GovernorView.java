package dev.signalbox.contracts.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.GovernorStatus;
import dev.signalbox.contracts.governor.Trip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the governor thinks of the last attempt at a step.
 *
 * @param status whether it was warned of or stopped
 * @param mode what happens at a tripwire; null before the governor has said it
 * @param attempt the number of the try
 * @param score how it was getting on when that changed last; null before the first check
 * @param trips the tripwires that it has touched, in their order, with the evidence
 */
public record GovernorView(
        GovernorStatus status,
        @Nullable GovernorMode mode,
        int attempt,
        @Nullable GovernorScore score,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Trip> trips) {
    public GovernorView {
        trips = trips == null ? List.of() : List.copyOf(trips);
    }
}
