package dev.signalbox.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The one thing a step waits for. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = WaitsFor.Dependencies.class, name = "dependencies"),
    @JsonSubTypes.Type(value = WaitsFor.Agent.class, name = "agent"),
    @JsonSubTypes.Type(value = WaitsFor.Claim.class, name = "claim"),
    @JsonSubTypes.Type(value = WaitsFor.Parallelism.class, name = "parallelism"),
    @JsonSubTypes.Type(value = WaitsFor.Slot.class, name = "slot"),
    @JsonSubTypes.Type(value = WaitsFor.Backoff.class, name = "backoff"),
    @JsonSubTypes.Type(value = WaitsFor.Approval.class, name = "approval"),
    @JsonSubTypes.Type(value = WaitsFor.Budget.class, name = "budget"),
    @JsonSubTypes.Type(value = WaitsFor.Paused.class, name = "paused")
})
public sealed interface WaitsFor {
    /**
     * Steps it needs have not succeeded yet.
     *
     * @param unmet how many of them
     */
    record Dependencies(int unmet) implements WaitsFor {}

    /**
     * No agent that may take it has room.
     *
     * @param agent the one agent that may take it; null when any agent that fits may
     * @param track the lane it belongs to; null when it has none
     * @param labels the labels it needs its agent to have
     * @param nobody whether there is no agent at all that may take it, busy or not: it waits until one is registered
     */
    record Agent(
            @Nullable AgentId agent,
            @Nullable String track,
            @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> labels,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean nobody)
            implements WaitsFor {
        public Agent {
            labels = labels == null ? Map.of() : Map.copyOf(labels);
        }

        /** One of those that may take it will have room. */
        public Agent(@Nullable AgentId agent, @Nullable String track) {
            this(agent, track, Map.of(), false);
        }
    }

    /**
     * Its file scope overlaps the one that another step holds or asked for earlier.
     *
     * @param run the run of the other step
     * @param step the other step
     * @param path a path that both scopes contain
     * @param conflictGroup the conflict group that both belong to, for which the path stands; null when they meet in files
     * @param wholeRun whether the run of the other step has its files for all its steps, until it ends
     */
    record Claim(
            RunId run,
            StepId step,
            String path,
            @Nullable String conflictGroup,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean wholeRun)
            implements WaitsFor {
        /** They meet in files, which the other step alone has. */
        public Claim(RunId run, StepId step, String path) {
            this(run, step, path, null, false);
        }
    }

    /**
     * As many steps of its run are in flight as the run allows.
     *
     * @param limit how many that is
     */
    record Parallelism(int limit) implements WaitsFor {}

    /**
     * As many attempts are in flight in its workspace as may have a slot there.
     *
     * @param limit how many that is
     */
    record Slot(int limit) implements WaitsFor {}

    /**
     * It rests before its next attempt.
     *
     * @param until the earliest time of that attempt
     */
    record Backoff(Instant until) implements WaitsFor {}

    /**
     * What an attempt is expected to spend does not fit into a budget, next to what is spent and reserved already.
     *
     * @param scope whose budget it is
     * @param missingUsd how many US dollars are missing; null when none are
     * @param missingTokens how many tokens are missing; null when none are
     * @param run the run of the step that stands in the way: some of the budget is reserved for it, or it has waited longer; null when
     *     all is spent
     * @param step that step; null when all is spent
     * @param limit what may be spent of it in all; null when that is not known
     */
    record Budget(
            BudgetScope scope,
            @Nullable BigDecimal missingUsd,
            @Nullable Long missingTokens,
            @Nullable RunId run,
            @Nullable StepId step,
            dev.signalbox.contracts.spec.@Nullable Budget limit)
            implements WaitsFor {}

    /**
     * Somebody has to let it pass the checkpoint before it.
     *
     * @param checkpoint the name of the checkpoint
     */
    record Approval(String checkpoint) implements WaitsFor {}

    /**
     * Nothing new starts where it stands.
     *
     * @param scope what is paused; null for its run
     */
    record Paused(@Nullable PauseScope scope) implements WaitsFor {
        /** Its run is paused. */
        public Paused() {
            this(null);
        }
    }
}
