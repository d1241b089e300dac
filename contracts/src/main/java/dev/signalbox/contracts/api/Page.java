package dev.signalbox.contracts.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param <T> what it lists
 * @param items the entries
 * @param next where the next part begins, to be passed as {@code after}; null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}
