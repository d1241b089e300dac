package dev.signalbox.contracts.command;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * Asks that an agent be drained and then forgotten: its registration, and that it was drained. A run whose definition names an agent
 * of the same id has that one from then on. Removing an agent that is not known changes nothing.
 *
 * @param workspace the agent's workspace
 * @param agent the agent
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record RemoveAgent(WorkspaceId workspace, AgentId agent, String reason, String requestedBy, Instant requestedAt)
        implements WorkspaceCommand {}
