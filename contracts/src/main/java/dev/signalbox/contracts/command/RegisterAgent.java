package dev.signalbox.contracts.command;

import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.spec.AgentSpec;
import java.time.Instant;

/**
 * Brings an agent into a workspace, for the steps of every run of it. An agent of the same id is replaced, and one that drains or is
 * drained is given steps again; registering the same agent twice changes nothing.
 *
 * @param workspace the workspace
 * @param agent the agent
 * @param requestedBy who asked
 * @param requestedAt when
 */
public record RegisterAgent(WorkspaceId workspace, AgentSpec agent, String requestedBy, Instant requestedAt)
        implements WorkspaceCommand {}
