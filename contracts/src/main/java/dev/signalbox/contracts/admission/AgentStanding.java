package dev.signalbox.contracts.admission;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.spec.AgentSpec;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the registry of a workspace says of an agent.
 *
 * @param id the agent
 * @param spec what was registered; null for an agent that is known only because it was drained, and that definitions of runs name
 * @param registeredBy who registered it last; null when it is not registered
 * @param registeredAt when; null when it is not registered
 * @param drain why it is given no more steps; null when it is
 */
public record AgentStanding(
        AgentId id,
        @Nullable AgentSpec spec,
        @Nullable String registeredBy,
        @Nullable Instant registeredAt,
        @Nullable AgentDrain drain) {}
