package dev.signalbox.definitions.plan;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.Plan.Conflict;
import dev.signalbox.contracts.api.Plan.NotEnforced;
import dev.signalbox.contracts.api.Plan.PlannedStep;
import dev.signalbox.contracts.scope.ConflictGroup;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Plans a run without starting anything. Pure and thread-safe. */
public final class Planner {
    private static final int MOST_CONFLICTS_LISTED = 10_000;
    private static final int MOST_AGENTS_LISTED = 20;

    private final RunSpec spec;
    private final StepGraph graph;
    private final Claims claims;
    private final Fleet fleet;
    private final Meetings meetings = new Meetings();
    private final List<Conflict> conflicts = new ArrayList<>();
    private long conflictCount;

    private Planner(RunSpec spec) {
        this.spec = spec;
        this.graph = StepGraph.of(spec);
        this.claims = Claims.of(graph);
        this.fleet = new Fleet(spec.agents());
    }

    /**
     * Plans a run.
     *
     * @throws IllegalArgumentException when the specification does not hold what {@link RunSpec} promises
     */
    public static Plan plan(RunSpec spec) {
        return new Planner(spec).plan();
    }

    private Plan plan() {
        List<Duration> times =
                IntStream.range(0, graph.size()).mapToObj(this::timeOf).toList();
        List<Integer> criticalPath = graph.criticalPath(times);
        Simulation simulation = new Simulation(
                graph,
                claims,
                fleet,
                times,
                Optional.ofNullable(spec.options().maxParallel()).orElse(Integer.MAX_VALUE));
        simulation.play();
        findConflicts();
        return new Plan(
                spec.name(),
                spec.workspace(),
                spec.source().format(),
                graph.levelSizes(),
                IntStream.range(0, graph.size())
                        .mapToObj(number -> planned(number, simulation))
                        .toList(),
                ids(graph.criticalPath(Collections.nCopies(graph.size(), Plan.ASSUMED_STEP_TIME))),
                ids(criticalPath),
                criticalPath.stream().map(times::get).reduce(Duration.ZERO, Duration::plus),
                simulation.elapsed(),
                simulation.peak(),
                simulation.claimWaits(),
                conflictCount,
                conflicts,
                claims.isComplete(),
                Hindrances.find(graph, fleet, spec.options().budget()),
                notEnforced(),
                DeclaredEstimates.of(graph));
    }

    private Duration timeOf(int number) {
        StepSpec step = graph.step(number);
        return step.fake() == null || step.fake().duration().isZero()
                ? Plan.ASSUMED_STEP_TIME
                : step.fake().duration();
    }

    private List<StepId> ids(List<Integer> numbers) {
        return numbers.stream().map(number -> graph.step(number).id()).toList();
    }

    private PlannedStep planned(int number, Simulation simulation) {
        StepSpec step = graph.step(number);
        Optional<Simulation.Flight> flight = simulation.flight(number);
        return new PlannedStep(
                step.id(),
                step.title(),
                graph.level(number),
                step.dependsOn(),
                step.track(),
                fleet.able(step).stream()
                        .limit(MOST_AGENTS_LISTED)
                        .map(AgentSpec::id)
                        .toList(),
                flight.map(taken -> taken.agent().id()).orElse(null),
                flight.map(taken -> taken.agent().type()).orElse(null),
                step.checkpoint(),
                flight.map(Simulation.Flight::start).orElse(null),
                flight.map(Simulation.Flight::end).orElse(null));
    }

    private void findConflicts() {
        BitSet[] ancestors = graph.ancestors();
        for (int number = 0; number < graph.size(); number++) {
            BitSet earlier = claims.overlapping(number).get(0, number);
            earlier.andNot(ancestors[number]);
            conflictCount += earlier.cardinality();
            for (int other = earlier.nextSetBit(0);
                    other >= 0 && conflicts.size() < MOST_CONFLICTS_LISTED;
                    other = earlier.nextSetBit(other + 1)) {
                list(other, number);
            }
        }
    }

    private void list(int first, int second) {
        meetings.between(claims.scope(first), claims.scope(second))
                .ifPresent(overlap -> conflicts.add(new Conflict(
                        graph.step(first).id(),
                        graph.step(second).id(),
                        overlap.patternOfA(),
                        overlap.patternOfB(),
                        overlap.path(),
                        groupAt(graph.step(first), overlap.path()))));
    }

    private static @Nullable String groupAt(StepSpec step, String path) {
        String group = step.conflictGroup();
        return group != null && ConflictGroup.pathOf(group).equals(path) ? group : null;
    }

    private List<NotEnforced> notEnforced() {
        List<NotEnforced> rules = new ArrayList<>();
        enter(rules, null, "", spec.notEnforced());
        for (int number = 0; number < graph.size(); number++) {
            StepSpec step = graph.step(number);
            enter(rules, step.id(), "steps/" + step.id() + "/", step.notEnforced());
        }
        return rules;
    }

    private static void enter(List<NotEnforced> rules, @Nullable StepId step, String place, Map<String, Object> own) {
        new TreeMap<>(own)
                .forEach((rule, value) -> rules.add(new NotEnforced(step, place + "notEnforced/" + rule, value)));
    }
}
