package dev.signalbox.contracts.governor;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** What the governor thinks of an attempt. */
public enum GovernorStatus {
    /** It has touched no tripwire, or the governor only observes. */
    @JsonProperty("ok")
    OK,
    /** It has touched a tripwire, and went on. */
    @JsonProperty("warned")
    WARNED,
    /** It was stopped at a tripwire. */
    @JsonProperty("stopped")
    STOPPED;

    /** What follows from the tripwires that an attempt has touched. */
    public static GovernorStatus of(List<Trip> trips) {
        if (trips.stream().anyMatch(Trip::stopped)) {
            return STOPPED;
        }
        return trips.stream().anyMatch(trip -> trip.mode() != GovernorMode.OBSERVE) ? WARNED : OK;
    }
}
