package dev.signalbox.contracts.admission;

import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a workspace as a whole. On {@code signalbox.workspace-status}, compacted, keyed by workspace; a null value means
 * that there is nothing to say of it any more.
 *
 * @param workspace the workspace
 * @param hold why nothing starts in it; null when it is not held
 * @param at when this changed
 */
public record WorkspaceStatusChanged(
        WorkspaceId workspace, @Nullable Hold hold, Instant at) {}
