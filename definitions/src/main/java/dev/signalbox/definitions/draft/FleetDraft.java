package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.spec.Gate;
import java.util.List;
import java.util.Map;

/**
 * Who works, and on which tracks.
 *
 * @param agents the declared agents
 * @param tracks the declared tracks
 * @param usesRegistry whether the agents are those that are registered in the workspace when a step is ready
 * @param gates by their names, gates of which an agents file says what to run for them
 */
public record FleetDraft(
        List<AgentDraft> agents, List<TrackDraft> tracks, boolean usesRegistry, Map<String, Gate> gates) {
    public static final FleetDraft NONE = new FleetDraft(List.of(), List.of());

    public FleetDraft {
        gates = Map.copyOf(gates);
    }

    /** Agents that the definition brings itself. */
    public FleetDraft(List<AgentDraft> agents, List<TrackDraft> tracks) {
        this(agents, tracks, false, Map.of());
    }

    /** The same, with what to run for gates. */
    public FleetDraft withGates(Map<String, Gate> named) {
        return new FleetDraft(agents, tracks, usesRegistry, named);
    }
}
