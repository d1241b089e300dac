package dev.signalbox.contracts.attempt;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.ResourceLimits;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks a runner to start one attempt. It holds everything the runner needs.
 *
 * @param attempt which attempt, with its epoch
 * @param runName what people call the run
 * @param agent the agent that takes it
 * @param agentType the adapter that drives the agent
 * @param command the argument list; empty for an adapter that needs none
 * @param prompt what the agent is asked to do; null when the command says it all
 * @param profile how a coding agent is to work; null when nothing is said
 * @param files the claim that the attempt holds
 * @param environment variables for the process
 * @param timeout how long the attempt may take; null when it may take for ever
 * @param fake the script of a {@code fake} agent; null for other types
 * @param outputLimit how much of what it prints its result must carry for the steps that need it, in bytes; 0 for nothing
 * @param depth how many attempts stand above its run, one in the other; 0 for an attempt of a root run
 * @param isolation where it is to work, and what becomes of its work; null when it works in the directory of the workspace
 * @param governor how it is governed; null when nobody watches it
 * @param access what its agent is reached with, and where its secrets are; null when nothing is needed
 * @param resources what its processes may use, all together; null when nothing is said
 * @param dispatchedAt when the scheduler decided it
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record StartAttempt(
        AttemptRef attempt,
        String runName,
        AgentId agent,
        AgentType agentType,
        List<String> command,
        @Nullable String prompt,
        @Nullable AgentProfile profile,
        FileScope files,
        Map<String, String> environment,
        @Nullable Duration timeout,
        @Nullable FakeScript fake,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int outputLimit,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) int depth,
        @Nullable IsolationOrder isolation,
        @Nullable Governance governor,
        @Nullable AgentAccess access,
        @Nullable ResourceLimits resources,
        Instant dispatchedAt)
        implements Dispatch {
    public StartAttempt {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
