package dev.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names one node of a run's graph, unique within its run. Letters, digits and {@code . _ : / -}, at most
 * 200 characters. */
public record StepId(@JsonValue String value) implements Comparable<StepId> {
    @JsonCreator
    public StepId {
        if (!IdForms.isName(value, "._:/-")) {
            throw new IllegalArgumentException("not a valid StepId: '" + value + "'");
        }
    }

    @Override
    public int compareTo(StepId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
