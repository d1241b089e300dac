package dev.signalbox.definitions.draft;

import dev.signalbox.definitions.text.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a definition says that is kept under the path of its key. Not thread-safe. */
public final class Kept {
    private final Map<String, Object> values = new LinkedHashMap<>();

    /** Keeps the value of a key, if there is one. */
    public void keep(String path, Section section, String key) {
        Value value = section.value(key);
        if (value != null) {
            keep(path, value);
        }
    }

    /** Keeps a value, if it is not nothing. */
    public void keep(String path, Value value) {
        if (!(value instanceof Value.Nothing)) {
            values.put(path, Objects.requireNonNull(value.plain()));
        }
    }

    /** Keeps texts as a list, if there are any. */
    public void keepTexts(String path, List<Mention> texts) {
        if (!texts.isEmpty()) {
            values.put(path, texts.stream().map(Mention::text).toList());
        }
    }

    /** Keeps the keys that are everybody's own. */
    public void keepOwnEntries(Section section) {
        values.putAll(section.ownEntries());
    }

    public Map<String, Object> values() {
        return Map.copyOf(values);
    }
}
