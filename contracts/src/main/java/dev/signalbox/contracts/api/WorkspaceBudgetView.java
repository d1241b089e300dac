package dev.signalbox.contracts.api;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.WorkspaceBudget;
import org.jspecify.annotations.Nullable;

/**
 * The budget of a workspace as {@code GET /v1/workspaces/budget} shows it.
 *
 * @param workspace the workspace
 * @param budget its budget; null when it has none
 */
public record WorkspaceBudgetView(
        WorkspaceId workspace, @Nullable WorkspaceBudget budget) {}
