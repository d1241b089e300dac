package dev.signalbox.definitions.format.teams;

import dev.signalbox.definitions.InputProblemCode;
import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Problems;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What teams and pipelines are read with. */
record EntryReading(Problems problems) {
    /** A name of something that is text; empty, and reported, when it is anything else. */
    Optional<Mention> name(Value value, String subject) {
        if (value instanceof Value.Text text && !text.text().isBlank()) {
            return Optional.of(new Mention(text.text().strip(), text.place()));
        }
        String found = value instanceof Value.Text ? "nothing" : value.kind();
        problems.error(InputProblemCode.TYPE_WRONG, value.place(), subject + " must be a name, not " + found);
        return Optional.empty();
    }

    /** What stands at these keys, each with a warning that nothing acts on it. */
    Map<String, Object> withoutEffect(Section section, Collection<String> keys) {
        Map<String, Object> kept = new LinkedHashMap<>();
        for (String key : keys) {
            Value value = section.value(key);
            if (value != null) {
                kept.put(key, Objects.requireNonNull(value.plain()));
                problems.warning(
                        InputProblemCode.KEY_WITHOUT_EFFECT,
                        section.placeOfKey(key),
                        "'" + key + "' is kept and shown, but nothing acts on it yet");
            }
        }
        return kept;
    }

    /** Refuses keys of other dialects, whose meaning is not certain. */
    void refuse(Section section, Map<String, String> reasons) {
        reasons.forEach((key, reason) -> {
            if (section.value(key) != null) {
                problems.error(
                        InputProblemCode.DIALECT_NOT_UNDERSTOOD,
                        section.placeOfKey(key),
                        "'" + key + "' is not understood: " + reason);
            }
        });
    }
}
