package dev.signalbox.definitions.format.openintent;

import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** What a definition says that is kept under the path of its key. Not thread-safe. */
final class Kept {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Keeps the value of a key, if there is one. */
    void keep(String path, Section section, String key) {
        Value value = section.value(key);
        if (value != null) {
            keep(path, value);
        }
    }

    void keep(String path, Value value) {
        if (!(value instanceof Value.Nothing)) {
            values.put(path, Objects.requireNonNull(value.plain()));
        }
    }

    Map<String, Object> values() {
        return Map.copyOf(values);
    }
}
