package dev.signalbox.contracts.spec;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One node of a run's graph.
 *
 * @param id unique within the run
 * @param title what people call it; null when the id says it
 * @param dependsOn the steps that must have succeeded before it starts; without duplicates
 * @param agent the agent that must take it; null when any agent that fits may
 * @param agentType the type of agent it needs; null when any type may take it
 * @param track the lane it belongs to: only agents of that lane, or of no lane, take it; null when any lane may
 * @param command the argument list to run, instead of the agent's; empty when the agent's is used
 * @param prompt what the agent is asked to do; null when the command says it all
 * @param files the files it reads and writes
 * @param retry how often it is tried and how long it rests between tries
 * @param timeout how long one attempt may take; null when it may take for ever
 * @param environment variables for the process, on top of the runner's allow-list
 * @param fake what a {@code fake} agent does for it; null for the default of an immediate success
 * @param carried what the definition says about the step that this version keeps and shows but does not act on
 */
public record StepSpec(
        StepId id,
        @Nullable String title,
        List<StepId> dependsOn,
        @Nullable AgentId agent,
        @Nullable AgentType agentType,
        @Nullable String track,
        List<String> command,
        @Nullable String prompt,
        FileScope files,
        RetryPolicy retry,
        @Nullable Duration timeout,
        Map<String, String> environment,
        @Nullable FakeScript fake,
        Map<String, Object> carried) {
    public StepSpec {
        dependsOn = List.copyOf(dependsOn);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        carried = Map.copyOf(carried);
    }
}
