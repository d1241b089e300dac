package dev.signalbox.contracts.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.spec.AgentType;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if a run specification were run alone. Times are those of a simulation in which a step takes as long as its fake
 * script says, or else {@link #ASSUMED_STEP_TIME}, and always succeeds at once. They are good for comparing, not for predicting.
 *
 * @param name the run
 * @param workspace where it would run
 * @param format the input format of its definition
 * @param levelSizes how many steps have a longest chain of 0, 1, 2, ... steps before them
 * @param order every step, each after its dependencies: by level, and within a level as in the definition
 * @param longestChain the chain with the most dependent steps, the first of several
 * @param criticalPath the chain of dependent steps that takes longest; the longest chain when no step declares its time
 * @param criticalPathTime how long the critical path takes; no number of agents makes the run shorter
 * @param simulatedTime how long the run takes with its agents, tracks, claims and limits
 * @param peakParallelism the most steps that are in flight together in the simulation
 * @param claimWaits how many steps wait in the simulation although an agent that may take them is free, because another step holds
 *     an overlapping claim
 * @param conflictCount how many pairs of steps may not be in flight together although no dependency orders them
 * @param conflicts the first 10,000 of these pairs, by the order of their second step
 * @param conflictsComplete false when there are so many different patterns that not all were compared, so that there may be more
 * @param neverRun the steps that cannot succeed as things are, each with its reason
 * @param notEnforced the rules that the definition sets and this version keeps but does not enforce: those of the run, then those of
 *     the steps in order
 * @param estimates what the definition says that the run costs and takes
 */
public record Plan(
        String name,
        WorkspaceId workspace,
        String format,
        List<Integer> levelSizes,
        List<PlannedStep> order,
        List<StepId> longestChain,
        List<StepId> criticalPath,
        Duration criticalPathTime,
        Duration simulatedTime,
        int peakParallelism,
        int claimWaits,
        long conflictCount,
        List<Conflict> conflicts,
        boolean conflictsComplete,
        List<NeverRun> neverRun,
        List<NotEnforced> notEnforced,
        PlanEstimates estimates) {
    public static final Duration ASSUMED_STEP_TIME = Duration.ofSeconds(1);

    public Plan {
        levelSizes = List.copyOf(levelSizes);
        order = List.copyOf(order);
        longestChain = List.copyOf(longestChain);
        criticalPath = List.copyOf(criticalPath);
        conflicts = List.copyOf(conflicts);
        neverRun = List.copyOf(neverRun);
        notEnforced = List.copyOf(notEnforced);
    }

    /** The same plan, with what is known of earlier runs. */
    public Plan withHistory(PlanEstimates.@Nullable RunHistory history) {
        return new Plan(
                name,
                workspace,
                format,
                levelSizes,
                order,
                longestChain,
                criticalPath,
                criticalPathTime,
                simulatedTime,
                peakParallelism,
                claimWaits,
                conflictCount,
                conflicts,
                conflictsComplete,
                neverRun,
                notEnforced,
                estimates.withHistory(history));
    }

    /**
     * A step in the plan.
     *
     * @param step the step
     * @param title what people call it; null when the id says it
     * @param level the length of the longest chain of steps before it
     * @param dependsOn the steps it needs
     * @param track its lane; null when it has none
     * @param possibleAgents who may take it, the first 20
     * @param agent who takes it in the simulation; null when nobody can
     * @param agentType the adapter that would drive it; null when nobody can take it
     * @param checkpoint the name of the checkpoint at which the run pauses before it; null for none
     * @param start when it starts in the simulation; null when it never does
     * @param end when it ends in the simulation; null when it never does
     */
    public record PlannedStep(
            StepId step,
            @Nullable String title,
            int level,
            List<StepId> dependsOn,
            @Nullable String track,
            List<AgentId> possibleAgents,
            @Nullable AgentId agent,
            @Nullable AgentType agentType,
            @Nullable String checkpoint,
            @Nullable Duration start,
            @Nullable Duration end) {
        public PlannedStep {
            dependsOn = List.copyOf(dependsOn);
            possibleAgents = List.copyOf(possibleAgents);
        }
    }

    /**
     * Two steps that may not be in flight together: one of them has to wait for the other.
     *
     * @param first the one that comes first in the order
     * @param second the other one
     * @param patternOfFirst what the first claims
     * @param patternOfSecond what the second claims
     * @param path a path that both claim; an example, it need not exist
     * @param conflictGroup the conflict group that both belong to, for which the path stands; null when they meet in files
     */
    public record Conflict(
            StepId first,
            StepId second,
            String patternOfFirst,
            String patternOfSecond,
            String path,
            @Nullable String conflictGroup) {
        /** They meet in files. */
        public Conflict(StepId first, StepId second, String patternOfFirst, String patternOfSecond, String path) {
            this(first, second, patternOfFirst, patternOfSecond, path, null);
        }
    }

    /**
     * A step that cannot succeed as things are.
     *
     * @param step the step
     * @param reason what stands in its way
     * @param detail the same in a sentence
     */
    public record NeverRun(StepId step, Hindrance reason, String detail) {}

    /** What keeps a step from ever succeeding. */
    public enum Hindrance {
        /** No agent may take it: none is of its track and type, or bears the name it asks for. */
        @JsonProperty("no_agent")
        NO_AGENT,
        /** An attempt is expected to spend more than the budget of the step or of the run allows in all. */
        @JsonProperty("budget")
        BUDGET,
        /** It needs a step that never runs. */
        @JsonProperty("dependency")
        DEPENDENCY
    }

    /**
     * A rule that is kept and shown, but not enforced yet.
     *
     * @param step whose rule it is; null for a rule of the run
     * @param path where it stands in the run specification, for example {@code steps/review/notEnforced/approval}
     * @param value what the rule says
     */
    public record NotEnforced(@Nullable StepId step, String path, Object value) {}
}
