package dev.signalbox.definitions.draft;

import dev.signalbox.definitions.text.Place;
import org.jspecify.annotations.Nullable;

/**
 * Says which of the things that were said beside the files mean nothing for their format, so that none is dropped in silence.
 *
 * @param problems is told, as of unknown keys
 * @param subject what they mean nothing for
 */
public record IdleParameters(Problems problems, String subject) {
    private static final Place REQUEST = Place.startOf("request");

    /** Reports the parameter if it was given. */
    public IdleParameters and(String name, @Nullable Object value) {
        if (value != null) {
            problems.unknownKey(REQUEST, "'" + name + "' means nothing for " + subject);
        }
        return this;
    }
}
