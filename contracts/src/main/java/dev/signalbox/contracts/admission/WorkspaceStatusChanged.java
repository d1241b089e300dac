package dev.signalbox.contracts.admission;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a workspace as a whole. On {@code signalbox.workspace-status}, compacted, keyed by workspace; a null value means
 * that there is nothing to say of it any more.
 *
 * @param workspace the workspace; {@link #EVERYTHING} stands for all of them together
 * @param hold why nothing starts in it; null when it is not held
 * @param at when this changed
 * @param agents its agents that were registered or drained
 * @param budget what its runs together may spend and have spent; null when it has no budget
 */
public record WorkspaceStatusChanged(
        WorkspaceId workspace,
        @Nullable Hold hold,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AgentStanding> agents,
        @Nullable WorkspaceBudget budget) {
    /** Stands where a workspace would, where everything is told of. */
    public static final WorkspaceId EVERYTHING = new WorkspaceId("*");

    public WorkspaceStatusChanged {
        agents = agents == null ? List.of() : List.copyOf(agents);
    }

    /** A workspace without agents of its own. */
    public WorkspaceStatusChanged(WorkspaceId workspace, @Nullable Hold hold, Instant at) {
        this(workspace, hold, at, List.of());
    }

    /** A workspace without a budget. */
    public WorkspaceStatusChanged(WorkspaceId workspace, @Nullable Hold hold, Instant at, List<AgentStanding> agents) {
        this(workspace, hold, at, agents, null);
    }
}
