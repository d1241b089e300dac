package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.file;
import static dev.signalbox.definitions.Fixtures.readable;
import static dev.signalbox.definitions.Fixtures.specOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.scope.PathPattern;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.definitions.plan.Planner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The set that people really wrote, read from where it lies beside the repository. */
class RealWorkstreamsTest {
    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples", "workstreams");

    @BeforeEach
    void the_samples_are_there() {
        assumeTrue(Files.isDirectory(SAMPLES));
    }

    @Test
    void all_37_are_read_without_an_error() {
        ReadResult.Readable result = readable(input());

        assertThat(result.spec().steps()).hasSize(37);
        assertThat(result.warnings())
                .extracting(InputProblem::code)
                .containsOnly("TOOL_UNKNOWN", "GATE_WITHOUT_COMMAND", "GATES_NOT_RUN");
        assertThat(result.warnings())
                .filteredOn(warning -> warning.code().equals("GATE_WITHOUT_COMMAND"))
                .allSatisfy(warning -> assertThat(warning.pointer()).contains("/acceptance_tests/"))
                .hasSize(39);
    }

    @Test
    void of_their_acceptance_tests_every_command_is_a_gate_and_no_sentence_is() {
        assertThat(specOf(input()).steps().stream()
                        .flatMap(step -> Stream.ofNullable(step.isolation()))
                        .flatMap(rule -> rule.gates().stream())
                        .map(gate -> gate.command().getFirst()))
                .hasSize(57)
                .containsOnly("pytest", "python", "ls", "markdownlint", "pwsh");
    }

    @Test
    void the_levels_and_the_longest_chain_are_those_of_the_real_graph() {
        Plan plan = Planner.plan(specOf(input()));

        assertThat(plan.levelSizes()).containsExactly(11, 8, 5, 4, 2, 2, 2, 3);
        assertThat(plan.criticalPath()).hasSize(8);
        assertThat(plan.criticalPathTime()).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void the_short_ids_of_the_tracks_find_their_workstreams() {
        RunSpec spec = specOf(input());

        assertThat(spec.steps().stream().filter(step -> "pipeline_plus".equals(step.track())))
                .hasSize(9);
        assertThat(spec.steps().stream().filter(step -> "core_refactor".equals(step.track())))
                .hasSize(7);
        assertThat(spec.steps().stream().filter(step -> "error_engine".equals(step.track())))
                .hasSize(6);
    }

    @Test
    void in_the_plan_three_agents_run_all_of_them() {
        Plan plan = Planner.plan(specOf(input()));

        assertThat(plan.order()).allMatch(step -> step.agent() != null);
        assertThat(plan.peakParallelism()).isEqualTo(3);
        assertThat(plan.neverRun()).isEmpty();
    }

    @Test
    void comparing_texts_finds_one_pair_that_could_run_together_and_the_plan_finds_all_22() {
        RunSpec spec = specOf(input());

        Plan plan = Planner.plan(spec);

        System.out.println("Workstreams that could run together and overlap:");
        plan.conflicts().forEach(conflict -> System.out.println("  " + conflict));
        assertThat(pairs(spec, RealWorkstreamsTest::shareAText)).hasSize(1);
        assertThat(plan.conflictCount()).isEqualTo(22);
        assertThat(plan.conflicts()).hasSize(22);
    }

    /** Every path that is written in a scope, and one in each directory that is: a pair meets on one of them, or nowhere. */
    @Test
    void looking_at_all_paths_that_occur_finds_the_same_pairs() {
        RunSpec spec = specOf(input());
        List<String> paths = spec.steps().stream()
                .flatMap(step -> Stream.concat(step.files().read().stream(), step.files().write().stream()))
                .map(pattern -> pattern.replace("**", "x").replace("*", "x").replaceAll("/$", ""))
                .distinct()
                .toList();

        Map<StepId, Set<String>> written = new HashMap<>();
        for (StepSpec step : spec.steps()) {
            List<PathPattern> patterns =
                    step.files().write().stream().map(PathPattern::parse).toList();
            written.put(
                    step.id(),
                    paths.stream()
                            .filter(path -> patterns.stream().anyMatch(pattern -> pattern.matches(path)))
                            .collect(Collectors.toSet()));
        }

        Set<Set<StepId>> found = pairs(spec, (a, b) -> !Collections.disjoint(written.get(a.id()), written.get(b.id())));

        assertThat(Planner.plan(spec).conflicts().stream().map(conflict -> Set.of(conflict.first(), conflict.second())))
                .containsExactlyInAnyOrderElementsOf(found);
    }

    private static boolean shareAText(StepSpec a, StepSpec b) {
        return a.files().write().stream().anyMatch(b.files().write()::contains);
    }

    private static Set<Set<StepId>> pairs(RunSpec spec, BiPredicate<StepSpec, StepSpec> meet) {
        Map<StepId, Set<StepId>> before = new HashMap<>();
        Planner.plan(spec).order().forEach(step -> {
            Set<StepId> all = new HashSet<>(step.dependsOn());
            step.dependsOn().forEach(need -> all.addAll(before.getOrDefault(need, Set.of())));
            before.put(step.step(), all);
        });
        Set<Set<StepId>> pairs = new HashSet<>();
        for (StepSpec a : spec.steps()) {
            for (StepSpec b : spec.steps()) {
                boolean ordered = before.getOrDefault(a.id(), Set.of()).contains(b.id())
                        || before.getOrDefault(b.id(), Set.of()).contains(a.id());
                if (!a.equals(b) && !ordered && meet.test(a, b)) {
                    pairs.add(Set.of(a.id(), b.id()));
                }
            }
        }
        return pairs;
    }

    @Test
    void the_example_files_are_workstreams_too_but_are_not_part_of_the_directory() {
        assertThat(Fixtures.files(SAMPLES)).hasSize(37);
        assertThat(specOf(DefinitionInput.of(file(SAMPLES.resolve("example_multi.json")))
                                .withAgents(file("agents-pipeline.yaml")))
                        .steps())
                .extracting(StepSpec::id)
                .hasSize(3);
    }

    private static DefinitionInput input() {
        return new DefinitionInput(
                Fixtures.files(SAMPLES),
                file("agents-pipeline.yaml"),
                null,
                true,
                null,
                null,
                DefinitionLimits.DEFAULT);
    }
}
