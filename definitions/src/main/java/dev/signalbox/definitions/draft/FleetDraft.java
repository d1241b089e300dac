package dev.signalbox.definitions.draft;

import java.util.List;

/**
 * Who works, and on which tracks.
 *
 * @param agents the declared agents
 * @param tracks the declared tracks
 * @param usesRegistry whether the agents are those that are registered in the workspace when a step is ready
 */
public record FleetDraft(List<AgentDraft> agents, List<TrackDraft> tracks, boolean usesRegistry) {
    public static final FleetDraft NONE = new FleetDraft(List.of(), List.of());

    /** Agents that the definition brings itself. */
    public FleetDraft(List<AgentDraft> agents, List<TrackDraft> tracks) {
        this(agents, tracks, false);
    }
}
