package dev.signalbox.scheduler.workspace;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.AgentStanding;
import dev.signalbox.contracts.admission.Hold;
import dev.signalbox.scheduler.budget.WorkspaceMoney;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a workspace as a whole.
 *
 * @param hold why nothing starts in it; null when it is not held
 * @param agents what its registry says of agents
 * @param money what is kept of its budget; null when it has none
 */
public record WorkspaceProgress(
        WorkspaceId workspace,
        @Nullable Hold hold,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<AgentStanding> agents,
        @Nullable WorkspaceMoney money) {
    public WorkspaceProgress {
        agents = agents == null ? List.of() : List.copyOf(agents);
    }

    /** Whether it says nothing, so that it need not be kept. */
    @JsonIgnore
    public boolean isBlank() {
        return hold == null && agents.isEmpty() && money == null;
    }
}
