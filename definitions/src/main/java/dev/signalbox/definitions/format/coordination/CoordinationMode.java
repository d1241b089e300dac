package dev.signalbox.definitions.format.coordination;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the workflows of one run follow each other. */
enum CoordinationMode {
    /** One after another, by priority; when one fails, the rest is skipped. */
    SEQUENTIAL,
    /** Side by side, as far as their files and the limit allow. */
    PARALLEL;

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<CoordinationMode> named(String text) {
        return Arrays.stream(values()).filter(mode -> mode.text().equals(text)).findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(CoordinationMode::text).toList();
    }
}
