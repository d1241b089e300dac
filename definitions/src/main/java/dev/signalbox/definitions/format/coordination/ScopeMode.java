package dev.signalbox.definitions.format.coordination;

import dev.signalbox.contracts.spec.FileScope;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** How a step uses the files of its scope. Only read-only with read-only may be in flight together. */
enum ScopeMode {
    /** It writes, alone. */
    EXCLUSIVE("exclusive"),
    /** It writes too; several may want to, and take turns. */
    SHARED("shared"),
    /** It only reads. */
    READ_ONLY("read-only");

    private final String text;

    ScopeMode(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    boolean writes() {
        return this != READ_ONLY;
    }

    /** What a step in this mode claims. */
    FileScope claim(List<String> patterns) {
        return writes() ? new FileScope(List.of(), patterns) : new FileScope(patterns, List.of());
    }

    static Optional<ScopeMode> named(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text.equals(text)).findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(ScopeMode::text).toList();
    }
}
