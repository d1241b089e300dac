package dev.signalbox.definitions.format.coordination;

import dev.signalbox.definitions.draft.DidYouMean;
import dev.signalbox.definitions.draft.Section;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a word of which only a few are possible. */
final class Choice {
    private Choice() {}

    /** What the word means; null when the key is missing or the word, which is reported then, means nothing. */
    static <T> @Nullable T read(
            Section section, String key, List<String> possible, Function<String, Optional<T>> meaning) {
        String word = section.text(key);
        if (word == null) {
            return null;
        }
        Optional<T> meant = meaning.apply(word);
        if (meant.isEmpty()) {
            section.invalid(
                    key,
                    "must be one of " + String.join(", ", possible) + ", not '" + word + "'"
                            + DidYouMean.among(possible, word));
        }
        return meant.orElse(null);
    }
}
