package dev.signalbox.contracts.runner;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.WorkspaceId;

/**
 * An agent that a runner works for.
 *
 * @param workspace the agent's workspace
 * @param agent the agent
 * @param attempts how many attempts of it the runner works on, at least 1
 */
public record AgentAtWork(WorkspaceId workspace, AgentId agent, int attempts) {}
