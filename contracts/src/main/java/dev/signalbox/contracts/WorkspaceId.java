package dev.signalbox.contracts;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The repository or project whose files agents edit: the unit of isolation and of sharding. An absolute path on
 * the runner's machine, or a name that the runner's configuration maps to one. At most 1,000 characters, none of them
 * a control character. */
public record WorkspaceId(@JsonValue String value) implements Comparable<WorkspaceId> {
    @JsonCreator
    public WorkspaceId {
        if (!IdForms.isPlainText(value, 1_000)) {
            throw new IllegalArgumentException("not a valid WorkspaceId: '" + value + "'");
        }
    }

    @Override
    public int compareTo(WorkspaceId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
