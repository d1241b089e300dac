package dev.signalbox.contracts.spec;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.governor.GovernorRule;
import io.soabase.recordbuilder.core.RecordBuilder;
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
 * @param agentLabels the labels it needs an agent to have, each with this value; empty when it needs none
 * @param command the argument list to run, instead of the agent's; empty when the agent's is used
 * @param prompt what the agent is asked to do; null when the command says it all
 * @param files the files it reads and writes
 * @param retry how often it is tried and how long it rests between tries
 * @param timeout how long one attempt may take; null when it may take for ever
 * @param environment variables for the process, on top of the runner's allow-list
 * @param fake what a {@code fake} agent does for it; null for the default of an immediate success
 * @param inputs texts in the prompt that are replaced, literally and once, by the output of a step it depends on
 * @param checkpoint the name of the checkpoint before it: the run pauses there until somebody lets it go on; null for none
 * @param afterFailure what happens to the steps that need it when it has failed for good; null when they are skipped
 * @param budget what all attempts at it together may spend; null when it has no budget of its own
 * @param estimate what one attempt is expected to spend at most: so much is reserved before it is dispatched; null when nothing is
 *     declared
 * @param conflictGroup the group of steps of the workspace of which never two are in flight together; its path is among the files that it
 *     writes; null for none
 * @param onConflict what it does when another step has files that it wants; null when it does as its run says
 * @param isolation how its attempts are kept apart from others, and what must be right before their work is merged; null when they work
 *     in the directory of the workspace
 * @param governor what is said of it to the governor; null when it is governed as its run is
 * @param secrets by the name of a variable, where the runner finds its value; they go before those of the agent
 * @param resources what the processes of one attempt may use; null when nothing is said
 * @param carried what the definition says about the step that this version keeps and shows but does not act on
 * @param notEnforced rules that the definition sets for the step and that this version keeps and shows but does not enforce
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record StepSpec(
        StepId id,
        @Nullable String title,
        List<StepId> dependsOn,
        @Nullable AgentId agent,
        @Nullable AgentType agentType,
        @Nullable String track,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> agentLabels,
        List<String> command,
        @Nullable String prompt,
        FileScope files,
        RetryPolicy retry,
        @Nullable Duration timeout,
        Map<String, String> environment,
        @Nullable FakeScript fake,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, StepId> inputs,
        @Nullable String checkpoint,
        @Nullable AfterFailure afterFailure,
        @Nullable BudgetRule budget,
        @Nullable Budget estimate,
        @Nullable String conflictGroup,
        @Nullable ClaimPolicy onConflict,
        @Nullable IsolationRule isolation,
        @Nullable GovernorRule governor,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> secrets,
        @Nullable ResourceLimits resources,
        Map<String, Object> carried,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Object> notEnforced) {
    public StepSpec {
        dependsOn = List.copyOf(dependsOn);
        agentLabels = agentLabels == null ? Map.of() : Map.copyOf(agentLabels);
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        inputs = inputs == null ? Map.of() : Map.copyOf(inputs);
        secrets = secrets == null ? Map.of() : Map.copyOf(secrets);
        carried = Map.copyOf(carried);
        notEnforced = notEnforced == null ? Map.of() : Map.copyOf(notEnforced);
    }

    /** The same step in a conflict group, or with another way to meet conflicts. */
    public StepSpec withClaims(@Nullable String group, @Nullable ClaimPolicy policy) {
        return StepSpecBuilder.builder(this)
                .conflictGroup(group)
                .onConflict(policy)
                .build();
    }

    /** The same step, kept apart from others in another way. */
    public StepSpec withIsolation(@Nullable IsolationRule rule) {
        return StepSpecBuilder.builder(this).isolation(rule).build();
    }

    /** The same step with a budget, or an estimate of what an attempt spends. */
    public StepSpec withMoney(@Nullable BudgetRule rule, @Nullable Budget expected) {
        return StepSpecBuilder.builder(this).budget(rule).estimate(expected).build();
    }
}
