package dev.signalbox.definitions.draft;

import java.util.List;

/**
 * Who works, and on which tracks.
 *
 * @param agents the declared agents
 * @param tracks the declared tracks
 */
public record FleetDraft(List<AgentDraft> agents, List<TrackDraft> tracks) {
    public static final FleetDraft NONE = new FleetDraft(List.of(), List.of());
}
