package dev.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names one run: a UUID of version 7, so that ids sort by the time of admission. 36 characters, lower case. */
public record RunId(@JsonValue String value) implements Comparable<RunId> {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    @JsonCreator
    public RunId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a valid RunId: '" + value + "'");
        }
    }

    @Override
    public int compareTo(RunId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
