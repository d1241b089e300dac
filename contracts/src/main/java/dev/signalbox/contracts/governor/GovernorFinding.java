package dev.signalbox.contracts.governor;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** What the governor has found in a running attempt. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = GovernorFinding.Checked.class, name = "checked"),
    @JsonSubTypes.Type(value = GovernorFinding.Tripped.class, name = "tripped")
})
public sealed interface GovernorFinding {
    /**
     * Its score or its strikes are not what they were.
     *
     * @param score how it is getting on
     */
    record Checked(GovernorScore score) implements GovernorFinding {}

    /**
     * It has touched a tripwire.
     *
     * @param trip which one, and why
     */
    record Tripped(Trip trip) implements GovernorFinding {}
}
