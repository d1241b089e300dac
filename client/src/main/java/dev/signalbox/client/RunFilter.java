package dev.signalbox.client;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.event.RunStatus;
import org.jspecify.annotations.Nullable;

/**
 * Which runs to list, the newest first.
 *
 * @param status only those in this status; null for any
 * @param workspace only those of this workspace; null for any
 * @param parent only those that attempts of this run asked for; null for any
 * @param limit how many at most, 1 to 1,000
 * @param after where the page begins: the {@code next} of the one before; null for the first
 */
public record RunFilter(
        @Nullable RunStatus status,
        @Nullable String workspace,
        @Nullable RunId parent,
        int limit,
        @Nullable String after) {
    public static RunFilter newest(int limit) {
        return new RunFilter(null, null, null, limit, null);
    }

    /** Runs, whoever asked for them. */
    public RunFilter(@Nullable RunStatus status, @Nullable String workspace, int limit, @Nullable String after) {
        this(status, workspace, null, limit, after);
    }
}
