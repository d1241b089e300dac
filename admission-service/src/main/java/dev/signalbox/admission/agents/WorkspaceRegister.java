package dev.signalbox.admission.agents;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.AgentStanding;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.api.PauseView;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What the scheduler last said of each workspace. One thread notes it, any thread looks. */
public final class WorkspaceRegister {
    private final Map<WorkspaceId, WorkspaceStatusChanged> workspaces = new ConcurrentHashMap<>();

    public void changed(WorkspaceStatusChanged status) {
        workspaces.put(status.workspace(), status);
    }

    /** There is nothing to say of a workspace any more. */
    public void forget(WorkspaceId workspace) {
        workspaces.remove(workspace);
    }

    public Optional<WorkspaceStatusChanged> find(WorkspaceId workspace) {
        return Optional.ofNullable(workspaces.get(workspace));
    }

    /** Every workspace of which there is something to say. */
    public List<WorkspaceStatusChanged> all() {
        return List.copyOf(workspaces.values());
    }

    /** What is held, everything together before workspaces by themselves. */
    public List<PauseView> pauses() {
        return workspaces.values().stream()
                .flatMap(status -> pause(status).stream())
                .sorted(Comparator.comparing(
                        PauseView::workspace, Comparator.nullsFirst(Comparator.comparing(WorkspaceId::value))))
                .toList();
    }

    private static Optional<PauseView> pause(WorkspaceStatusChanged status) {
        return Optional.ofNullable(status.hold())
                .map(hold -> new PauseView(
                        status.workspace().equals(WorkspaceStatusChanged.EVERYTHING) ? null : status.workspace(),
                        hold.reason(),
                        hold.requestedBy(),
                        hold.since()));
    }

    /** What the registry of a workspace says of an agent. */
    public Optional<AgentStanding> agent(WorkspaceId workspace, AgentId agent) {
        return find(workspace).stream()
                .flatMap(status -> status.agents().stream())
                .filter(standing -> standing.id().equals(agent))
                .findFirst();
    }
}
