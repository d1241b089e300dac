package dev.signalbox.definitions.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.Plan.PlannedStep;
import dev.signalbox.contracts.scope.ScopeOverlap;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Plans of generated runs against the rules, checked naively. */
class PlannerPropertyTest {
    private static final List<String> PATTERNS =
            List.of("a", "a/b", "a/*.x", "**/*.x", "b/**", "{a,b}/c", "b/c.x", "a/b/c", "*", "c", "a/**/c");

    private static final List<String> LEVELS =
            List.of("a", "b", "**", "**", "*", "*.x", "a*.x", "?b", "{a,b}", "c.x", "*c.x", "[ab].x");

    @Test
    void plans_keep_every_rule() {
        long seed = Long.getLong("signalbox.test.seed", System.nanoTime());
        System.out.println("PlannerPropertyTest runs with -Dsignalbox.test.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            RunSpec spec = PlannerTest.spec(definition(random));
            Plan plan = Planner.plan(spec);
            assertThat(conflicts(spec)).as("seed %d, %s", seed, spec).isEqualTo(conflicts(plan));
            assertThat(plan.conflictCount()).isEqualTo(plan.conflicts().size());
            simulationKeepsTheRules(spec, plan, seed);
        }
    }

    @Test
    void the_index_finds_what_comparing_all_pairs_finds() {
        long seed = Long.getLong("signalbox.test.seed", System.nanoTime());
        System.out.println("PlannerPropertyTest runs with -Dsignalbox.test.seed=" + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 300; round++) {
            String steps = IntStream.range(0, random.nextInt(2, 16))
                    .mapToObj(step -> "  s%d: {run: [x], files: {read: %s, write: %s}}"
                            .formatted(step, anyPatterns(random), anyPatterns(random)))
                    .collect(Collectors.joining("\n"));
            RunSpec spec = PlannerTest.spec("steps:\n" + steps + "\n");

            assertThat(conflicts(Planner.plan(spec)))
                    .as("seed %d, %s", seed, steps)
                    .isEqualTo(conflicts(spec));
        }
    }

    private static List<String> anyPatterns(Random random) {
        return IntStream.range(0, random.nextInt(3))
                .mapToObj(pattern -> random.ints(random.nextInt(1, 5), 0, LEVELS.size())
                        .mapToObj(LEVELS::get)
                        .collect(Collectors.joining("/", "\"", "\"")))
                .toList();
    }

    private static String definition(Random random) {
        String steps = IntStream.range(0, random.nextInt(2, 12))
                .mapToObj(step -> "  s%d: {run: [x], depends_on: %s, track: t%d, files: {read: %s, write: %s}}"
                        .formatted(
                                step,
                                random.ints(random.nextInt(3), 0, Math.max(1, step))
                                        .filter(need -> need < step)
                                        .mapToObj(need -> "s" + need)
                                        .toList(),
                                random.nextInt(2),
                                patterns(random),
                                patterns(random)))
                .collect(Collectors.joining("\n"));
        return "max_parallel: " + random.nextInt(1, 4)
                + "\nagents: {x: {track: t0, capacity: 2, run: [x]}, y: {run: [x]}}\nsteps:\n" + steps + "\n";
    }

    private static List<String> patterns(Random random) {
        return random.ints(random.nextInt(3), 0, PATTERNS.size())
                .mapToObj(at -> "\"" + PATTERNS.get(at) + "\"")
                .toList();
    }

    private static Set<Set<StepId>> conflicts(Plan plan) {
        return plan.conflicts().stream()
                .map(conflict -> Set.of(conflict.first(), conflict.second()))
                .collect(Collectors.toSet());
    }

    private static Set<Set<StepId>> conflicts(RunSpec spec) {
        Set<Set<StepId>> conflicts = new HashSet<>();
        for (StepSpec a : spec.steps()) {
            for (StepSpec b : spec.steps()) {
                boolean ordered = needs(spec, a, b.id()) || needs(spec, b, a.id());
                if (!a.equals(b)
                        && !ordered
                        && ScopeOverlap.between(a.files(), b.files()).isPresent()) {
                    conflicts.add(Set.of(a.id(), b.id()));
                }
            }
        }
        return conflicts;
    }

    private static boolean needs(RunSpec spec, StepSpec step, StepId other) {
        return step.dependsOn().contains(other)
                || spec.steps().stream()
                        .filter(need -> step.dependsOn().contains(need.id()))
                        .anyMatch(need -> needs(spec, need, other));
    }

    private static void simulationKeepsTheRules(RunSpec spec, Plan plan, long seed) {
        Integer most = spec.options().maxParallel();
        for (PlannedStep step : plan.order()) {
            assertThat(step.start()).as("seed %d", seed).isNotNull();
            List<PlannedStep> together = plan.order().stream()
                    .filter(other -> areTogether(step, other))
                    .toList();
            assertThat(together).hasSizeLessThanOrEqualTo(most == null ? Integer.MAX_VALUE : most);
            assertThat(together.stream()
                            .filter(other -> String.valueOf(other.agent()).equals("y")))
                    .hasSizeLessThanOrEqualTo(1);
            for (PlannedStep other : together) {
                assertThat(other.equals(step) || !conflicts(plan).contains(Set.of(step.step(), other.step())))
                        .as("seed %d: %s and %s", seed, step, other)
                        .isTrue();
                assertThat(step.dependsOn()).doesNotContain(other.step());
            }
        }
    }

    private static boolean areTogether(PlannedStep step, PlannedStep other) {
        return step.start() != null
                && other.start() != null
                && other.end() != null
                && other.start().compareTo(step.start()) <= 0
                && step.start().compareTo(other.end()) < 0;
    }
}
