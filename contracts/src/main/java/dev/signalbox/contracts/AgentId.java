package dev.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Names a worker, unique within its workspace. Letters, digits and {@code . _ : -}, at most 200 characters. */
public record AgentId(@JsonValue String value) implements Comparable<AgentId> {
    @JsonCreator
    public AgentId {
        if (!IdForms.isName(value, "._:-")) {
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
