package dev.signalbox.definitions.draft;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a key that has only a few possible values. */
public final class Choice {
    private Choice() {}

    /** The value of the key when it is one of the possible ones; null when there is none. Others are reported. */
    public static @Nullable String of(Section section, String key, List<String> possible) {
        String text = section.text(key);
        if (text == null || possible.contains(text)) {
            return text;
        }
        section.invalid(
                key,
                "must be one of " + String.join(", ", possible) + ", not '" + text + "'"
                        + DidYouMean.among(possible, text));
        return null;
    }
}
