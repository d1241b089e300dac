package dev.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/** Names one run: a UUID of version 7, so that ids sort by the time of admission. 36 characters, lower case. */
public record RunId(@JsonValue String value) implements Comparable<RunId> {
    @JsonCreator
    public RunId {
        if (!isUuid(value)) {
            throw new IllegalArgumentException("not a valid RunId: '" + value + "'");
        }
    }

    private static boolean isUuid(String value) {
        try {
            return UUID.fromString(value).toString().equals(value);
        } catch (IllegalArgumentException e) {
            return false;
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
