package dev.signalbox.scheduler.workspace;

import dev.signalbox.contracts.scope.ConflictGroup;
import dev.signalbox.contracts.scope.ParsedScope;
import dev.signalbox.contracts.scope.ScopeOverlap;
import dev.signalbox.scheduler.claim.ClaimTable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The files of a workspace: those that a step has while it is in flight, and those that a run has for all its steps, from its first
 * dispatch until it ends. A run asks for all of them at once, so that two runs never wait for each other.
 */
final class StepClaims {
    /**
     * Who is in the way.
     *
     * @param path a path that both want
     * @param run the run of that step, when it has its files until it ends; else null
     */
    record Obstacle(LiveStep by, String path, @Nullable LiveRun run) {
        boolean isRun() {
            return run != null;
        }

        /** The conflict group for which the path stands; null when they meet in files. */
        @Nullable
        String groupSharedWith(LiveStep step) {
            String group = step.spec.conflictGroup();
            return group != null && ConflictGroup.pathOf(group).equals(path) ? group : null;
        }
    }

    /** What a run has, one of its steps to name, and who waits for its end. */
    private record RunClaim(LiveStep speaker, ParsedScope scope, Set<LiveStep> waiting) {}

    private final ClaimTable<LiveStep> steps = new ClaimTable<>();
    private final Map<LiveRun, RunClaim> runs = new LinkedHashMap<>();

    Optional<Obstacle> obstacle(LiveStep step) {
        ParsedScope wanted = wanted(step);
        return runInTheWay(step, wanted)
                .or(() -> stepInTheWay(step, wanted).map(blocked -> new Obstacle(blocked.by(), blocked.path(), null)));
    }

    /** What a step needs to have before it starts: all of its run, when that has yet to get it. */
    private ParsedScope wanted(LiveStep step) {
        return isToGetAll(step.run) ? step.run.scope() : step.scope;
    }

    private boolean isToGetAll(LiveRun run) {
        return run.spec().options().holdsFilesAsARun() && !runs.containsKey(run);
    }

    private Optional<Obstacle> runInTheWay(LiveStep step, ParsedScope wanted) {
        for (Map.Entry<LiveRun, RunClaim> claim : runs.entrySet()) {
            Optional<ScopeOverlap> overlap = step.run.isWithin(claim.getKey())
                    ? Optional.empty()
                    : wanted.overlapWith(claim.getValue().scope());
            if (overlap.isPresent()) {
                return Optional.of(
                        new Obstacle(claim.getValue().speaker(), overlap.get().path(), claim.getKey()));
            }
        }
        return Optional.empty();
    }

    /** Whoever has, or works for somebody who has, what it wants, stands behind nobody who waits: they may wait for the very same. */
    private Optional<ClaimTable.Blocked<LiveStep>> stepInTheWay(LiveStep step, ParsedScope wanted) {
        if (step.run.isChild() || runs.containsKey(step.run)) {
            return steps.blockerWithin(wanted, step.run::descendsFrom);
        }
        Predicate<LiveStep> sibling = other -> other.run == step.run;
        return steps.blocker(step.place(), wanted, isToGetAll(step.run) ? sibling : _ -> false);
    }

    /** The step waits behind whoever is in the way. */
    void await(LiveStep step, Obstacle obstacle) {
        RunClaim claim = obstacle.run() == null ? null : runs.get(obstacle.run());
        if (claim == null) {
            steps.await(step, step.place(), wanted(step), obstacle.by());
        } else {
            steps.await(step, step.place(), wanted(step));
            claim.waiting().add(step);
        }
    }

    /** The step has its files from now on, and so has its run, if it holds them as a run. Answers who of the run may look again. */
    Collection<LiveStep> hold(LiveStep step) {
        Collection<LiveStep> siblings = isToGetAll(step.run) ? holdAll(step.run, step) : List.of();
        steps.hold(step, step.place(), step.scope);
        return siblings;
    }

    /** A run that was taken up again has what it had. */
    void restore(LiveRun run) {
        if (run.hasBegun() && isToGetAll(run)) {
            run.steps.values().stream()
                    .filter(step -> step.state.attempt() > 0)
                    .findFirst()
                    .ifPresent(speaker -> holdAll(run, speaker));
        }
    }

    private Collection<LiveStep> holdAll(LiveRun run, LiveStep speaker) {
        runs.put(run, new RunClaim(speaker, run.scope(), new LinkedHashSet<>()));
        return run.steps.values().stream()
                .filter(other -> other != speaker && other.isReady() && other.place != null)
                .filter(other -> steps.awaits(other, other.place()))
                .toList();
    }

    /** The step neither has its files nor waits for them any more. Answers who may look again. */
    Collection<LiveStep> release(LiveStep step) {
        return steps.release(step, step.place());
    }

    /** The run has ended. Answers who may look again. */
    Collection<LiveStep> release(LiveRun run) {
        RunClaim claim = runs.remove(run);
        return claim == null ? List.of() : claim.waiting();
    }
}
