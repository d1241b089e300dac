package dev.signalbox.definitions.format.coordination;

import dev.signalbox.definitions.draft.Mention;
import dev.signalbox.definitions.draft.Section;
import dev.signalbox.definitions.text.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The files of a level, a workflow, a phase or a task, and how they are used.
 *
 * @param files the patterns
 * @param mode how they are used
 */
record Scope(List<Mention> files, ScopeMode mode) {
    static final Scope NONE = new Scope(List.of(), ScopeMode.EXCLUSIVE);

    private static final String FILES = "file_scope";
    private static final String MODE = "scope_mode";

    /** The scope of a level inside: what it says itself replaces what is said outside, files and mode each on their own. */
    Scope narrowedBy(Section section) {
        ScopeMode inner = Choice.read(section, MODE, ScopeMode.texts(), ScopeMode::named);
        List<Mention> own = oneOrMore(section, FILES);
        return new Scope(section.has(FILES) ? own : files, inner == null ? mode : inner);
    }

    Scope orElse(List<Mention> others) {
        return files.isEmpty() ? new Scope(others, mode) : this;
    }

    List<Mention> reads() {
        return mode.writes() ? List.of() : files;
    }

    List<Mention> writes() {
        return mode.writes() ? files : List.of();
    }

    /** A list, or a text that stands for a list of one. */
    static List<Mention> oneOrMore(Section section, String key) {
        @Nullable Value value = section.value(key);
        return value instanceof Value.Text text
                ? List.of(new Mention(text.text(), text.place()))
                : section.mentions(key, "[\"src/**\"]");
    }
}
