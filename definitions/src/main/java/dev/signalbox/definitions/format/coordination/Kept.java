package dev.signalbox.definitions.format.coordination;

import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a definition says that is kept and shown, by key. */
final class Kept {
    private final Map<String, Object> kept = new LinkedHashMap<>();

    Kept put(String key, @Nullable Object value) {
        boolean says = value != null
                && !(value instanceof Map<?, ?> map && map.isEmpty())
                && !(value instanceof Collection<?> list && list.isEmpty());
        if (says) {
            kept.put(key, value);
        }
        return this;
    }

    Kept putAll(Map<String, Object> values) {
        values.forEach(this::put);
        return this;
    }

    /** Keeps the values of keys as they are written. */
    Kept keys(Section section, Collection<String> keys) {
        keys.forEach(key -> {
            Value value = section.value(key);
            put(key, value == null ? null : value.plain());
        });
        return this;
    }

    /** Keeps what stands behind every key that has no meaning of its own. */
    Kept allBut(Section section, Set<String> meant) {
        section.entries().forEach((key, field) -> {
            if (!meant.contains(key)) {
                put(key, field.value().plain());
            }
        });
        return this;
    }

    Map<String, Object> all() {
        return kept;
    }
}
