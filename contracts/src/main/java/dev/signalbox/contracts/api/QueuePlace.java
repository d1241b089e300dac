package dev.signalbox.contracts.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a run stands that waits for a place among the live ones.
 *
 * @param position 1 for the run that is next, over all workspaces
 * @param waiting how many runs wait
 * @param estimatedStart when it is its turn if places go on becoming free as they lately did; null when too few did to tell
 */
public record QueuePlace(
        int position, int waiting, @Nullable Instant estimatedStart) {}
