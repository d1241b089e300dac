package dev.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.regex.Pattern;

/** Names a worker, unique within its workspace. Letters, digits and {@code . _ : -}, at most 200 characters. */
public record AgentId(@JsonValue String value) implements Comparable<AgentId> {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:-]{0,199}");

    @JsonCreator
    public AgentId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("not a valid AgentId: '" + value + "'");
        }
    }

    @Override
    public int compareTo(AgentId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
