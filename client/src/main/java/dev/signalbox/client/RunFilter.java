package dev.signalbox.client;

import dev.signalbox.contracts.event.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, the newest first.
 *
 * @param status only those in this status; null for any
 * @param workspace only those of this workspace; null for any
 * @param limit how many at most, 1 to 1,000
 * @param after where the page begins: the {@code next} of the one before; null for the first
 */
public record RunFilter(
        @Nullable RunStatus status,
        @Nullable String workspace,
        int limit,
        @Nullable String after) {
    public static RunFilter newest(int limit) {
        return new RunFilter(null, null, limit, null);
    }
}
