package dev.signalbox.definitions.format.coordination;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the phases of a workflow that do not say what they depend on follow each other. */
enum OrchestrationPattern {
    SEQUENTIAL,
    PARALLEL,
    /** Plan, work, coordinate: one after another. */
    IPT_WT,
    /** Each phase is a stream of its own. */
    MULTI_STREAM;

    boolean isSideBySide() {
        return this == PARALLEL || this == MULTI_STREAM;
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<OrchestrationPattern> named(String text) {
        return Arrays.stream(values())
                .filter(pattern -> pattern.text().equals(text))
                .findFirst();
    }

    static List<String> texts() {
        return Arrays.stream(values()).map(OrchestrationPattern::text).toList();
    }
}
