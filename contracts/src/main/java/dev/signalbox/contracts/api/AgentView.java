package dev.signalbox.contracts.api;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.AgentDrain;
import dev.signalbox.contracts.spec.AgentSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An agent as {@code GET /v1/agents} shows it.
 *
 * @param workspace its workspace
 * @param id its id
 * @param state whether it can be given steps
 * @param reason the same in a sentence
 * @param busy how many attempts the runners work on for it, as they said last
 * @param spec what was registered; null for an agent that the definition of a run brings
 * @param registeredBy who registered it; null when it is not registered
 * @param registeredAt when; null when it is not registered
 * @param drain why it is given no more steps; null when it is
 */
public record AgentView(
        WorkspaceId workspace,
        AgentId id,
        AgentState state,
        String reason,
        int busy,
        @Nullable AgentSpec spec,
        @Nullable String registeredBy,
        @Nullable Instant registeredAt,
        @Nullable AgentDrain drain) {}
