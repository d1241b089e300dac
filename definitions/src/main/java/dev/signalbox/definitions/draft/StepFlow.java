package dev.signalbox.definitions.draft;

import dev.signalbox.contracts.governor.GovernorRule;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.ClaimPolicy;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.definitions.text.Place;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a step takes from other steps, what it asks of its agent beside type and track, what happens around it, and what it may spend.
 * {@link dev.signalbox.contracts.spec.StepSpec} explains the parts.
 *
 * @param inputs texts in the prompt, and the steps whose outputs replace them
 * @param agentLabels the labels it needs an agent to have
 * @param checkpoint the checkpoint before the step; null for none
 * @param afterFailure what its failure means to the steps that need it; null when they are skipped
 * @param fallback the agents that take it over, in this order, after it has failed
 * @param budget what it may spend; null when it has no budget of its own
 * @param estimate what an attempt is expected to spend; null when it does not say
 * @param conflictGroup the group whose members are never in flight together; null for none
 * @param onConflict what it does when others have its files; null when it does as its run says
 * @param isolation how its attempts are kept apart from others; null when they are not
 * @param secrets by the name of a variable, where its value is
 * @param resources what the processes of an attempt may use; null when it does not say
 * @param governor what it says to the governor; null when it is governed as its run is
 * @param estimateAt where its estimate stands; null when that is not known
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record StepFlow(
        Map<String, Mention> inputs,
        Map<String, String> agentLabels,
        @Nullable String checkpoint,
        @Nullable AfterFailure afterFailure,
        List<Mention> fallback,
        @Nullable BudgetRule budget,
        @Nullable Budget estimate,
        @Nullable String conflictGroup,
        @Nullable ClaimPolicy onConflict,
        @Nullable IsolationRule isolation,
        Map<String, String> secrets,
        @Nullable ResourceLimits resources,
        @Nullable GovernorRule governor,
        @Nullable Place estimateAt) {
    public static final StepFlow PLAIN = StepFlowBuilder.builder().build();

    /** The same with a budget and an estimate. */
    public StepFlow withMoney(@Nullable BudgetRule rule, @Nullable Budget expected) {
        return StepFlowBuilder.builder(this).budget(rule).estimate(expected).build();
    }

    /** The same with another way to keep its files from others. */
    public StepFlow withClaims(@Nullable String group, @Nullable ClaimPolicy policy) {
        return StepFlowBuilder.builder(this)
                .conflictGroup(group)
                .onConflict(policy)
                .build();
    }

    /** The same, taken over by these agents after failures. */
    public StepFlow withFallback(List<Mention> agents) {
        return StepFlowBuilder.builder(this).fallback(agents).build();
    }

    /** The same, kept apart from others in another way. */
    public StepFlow withIsolation(@Nullable IsolationRule rule) {
        return StepFlowBuilder.builder(this).isolation(rule).build();
    }

    /** The same with limits on what the processes of an attempt may use. */
    public StepFlow withResources(@Nullable ResourceLimits limits) {
        return StepFlowBuilder.builder(this).resources(limits).build();
    }
}
