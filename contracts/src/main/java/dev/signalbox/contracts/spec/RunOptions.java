package dev.signalbox.contracts.spec;

import dev.signalbox.contracts.governor.GovernorRule;
import io.soabase.recordbuilder.core.RecordBuilder;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Limits and policy of a run as a whole.
 *
 * @param maxParallel how many steps may be in flight together, at least 1; null when only agents and slots limit it
 * @param onFailure what happens to independent steps when one step has failed for good
 * @param priority 1 to 10; among waiting steps of a workspace the higher goes first
 * @param timeout how long the run may take from its acceptance; null when it may take for ever
 * @param queueTimeout how long from its acceptance it may take until its first step is dispatched; null when it may take for ever
 * @param budget what all its attempts together may spend; null when it has no budget of its own
 * @param scope for how long the files of its steps are kept from other runs; null when each step has its own while it is in flight
 * @param onConflict what those of its steps do that do not say, when others have files that they want; null when they wait
 * @param governor what is said of it and of its steps to the governor; null when it is governed as the service is configured
 * @param isolation how steps that are added to it and do not say are kept apart from others; its first steps say it themselves; null when
 *     nothing is said
 */
@RecordBuilder
@RecordBuilder.Options(useImmutableCollections = true)
public record RunOptions(
        @Nullable Integer maxParallel,
        OnFailure onFailure,
        int priority,
        @Nullable Duration timeout,
        @Nullable Duration queueTimeout,
        @Nullable BudgetRule budget,
        @Nullable ClaimScope scope,
        @Nullable ClaimPolicy onConflict,
        @Nullable GovernorRule governor,
        @Nullable IsolationRule isolation) {
    public static final int DEFAULT_PRIORITY = 5;
    public static final RunOptions DEFAULT = RunOptionsBuilder.builder()
            .onFailure(OnFailure.CONTINUE)
            .priority(DEFAULT_PRIORITY)
            .build();

    /** The same options with another budget. */
    public RunOptions withBudget(@Nullable BudgetRule other) {
        return RunOptionsBuilder.builder(this).budget(other).build();
    }

    /** The same options with another limit on what is in flight together. */
    public RunOptions withMaxParallel(@Nullable Integer most) {
        return RunOptionsBuilder.builder(this).maxParallel(most).build();
    }

    /** The same options with files that are kept for another time. */
    public RunOptions withScope(@Nullable ClaimScope other) {
        return RunOptionsBuilder.builder(this).scope(other).build();
    }

    /** The same options, governed otherwise. */
    public RunOptions withGovernor(@Nullable GovernorRule other) {
        return RunOptionsBuilder.builder(this).governor(other).build();
    }

    /** The same options, with another place to work for steps that are added and do not say. */
    public RunOptions withIsolation(@Nullable IsolationRule other) {
        return RunOptionsBuilder.builder(this).isolation(other).build();
    }

    /** What a step of the run does when others have files that it wants: what it says, else what the run says, else it waits. */
    public ClaimPolicy claimPolicyOf(StepSpec step) {
        return Optional.ofNullable(step.onConflict())
                .or(() -> Optional.ofNullable(onConflict))
                .orElse(ClaimPolicy.QUEUE);
    }

    /** Whether the run has the files of all its steps until it ends. */
    public boolean holdsFilesAsARun() {
        return scope == ClaimScope.RUN;
    }
}
