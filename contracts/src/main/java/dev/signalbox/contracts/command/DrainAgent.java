package dev.signalbox.contracts.command;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Instant;

/**
 * Asks that an agent be given no more steps; those it works on may end. It may be a registered agent or one that the definition of a
 * run names. Draining twice changes nothing.
 *
 * @param workspace the agent's workspace
 * @param agent the agent
 * @param reason why, in the words of whoever asked
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record DrainAgent(WorkspaceId workspace, AgentId agent, String reason, String requestedBy, Instant requestedAt)
        implements WorkspaceCommand {}
