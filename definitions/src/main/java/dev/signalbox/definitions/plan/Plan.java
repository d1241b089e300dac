package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What would happen if a run specification were run alone. Times are those of a simulation in which a step takes as long as its fake
 * script says, or else {@link #ASSUMED_STEP_TIME}, and always succeeds at once. They are good for comparing, not for predicting.
 *
 * @param name the run
 * @param workspace where it would run
 * @param levelSizes how many steps have a longest chain of 0, 1, 2, ... steps before them
 * @param order every step, each after its dependencies: by level, and within a level as in the definition
 * @param criticalPath the chain of dependent steps that takes longest
 * @param criticalPathTime how long that chain takes; no number of agents makes the run shorter
 * @param simulatedTime how long the run takes with its agents, tracks, claims and limits
 * @param peakParallelism the most steps that are in flight together in the simulation
 * @param conflictCount how many pairs of steps may not be in flight together although no dependency orders them
 * @param conflicts the first 1,000 of these pairs
 * @param conflictsComplete false when there are so many different patterns that not all were compared, so that there may be more
 */
public record Plan(
        String name,
        WorkspaceId workspace,
        List<Integer> levelSizes,
        List<PlannedStep> order,
        List<StepId> criticalPath,
        Duration criticalPathTime,
        Duration simulatedTime,
        int peakParallelism,
        long conflictCount,
        List<Conflict> conflicts,
        boolean conflictsComplete) {
    public static final Duration ASSUMED_STEP_TIME = Duration.ofSeconds(1);

    public Plan {
        levelSizes = List.copyOf(levelSizes);
        order = List.copyOf(order);
        criticalPath = List.copyOf(criticalPath);
        conflicts = List.copyOf(conflicts);
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
            @Nullable Duration start,
            @Nullable Duration end) {
        public PlannedStep {
            dependsOn = List.copyOf(dependsOn);
            possibleAgents = List.copyOf(possibleAgents);
        }
    }

    /**
     * Two steps that may not be in flight together.
     *
     * @param first the one that comes first in the order
     * @param second the other one
     * @param patternOfFirst what the first claims
     * @param patternOfSecond what the second claims
     * @param path a path that both claim; an example, it need not exist
     */
    public record Conflict(StepId first, StepId second, String patternOfFirst, String patternOfSecond, String path) {}
}
