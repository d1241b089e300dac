package dev.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one node of a run's graph, unique within its run. Letters, digits and {@code . _ : / -}, at most
 * 200 characters. */
public record StepId(@JsonValue String value) implements Comparable<StepId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}");

    @JsonCreator
    public StepId {
        if (!FORM.matcher(value).matches()) {
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
