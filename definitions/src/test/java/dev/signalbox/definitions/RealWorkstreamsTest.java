package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.file;
import static dev.signalbox.definitions.Fixtures.readable;
import static dev.signalbox.definitions.Fixtures.specOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.definitions.plan.Planner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        assertThat(result.warnings()).extracting(InputProblem::code).containsExactly("TOOL_UNKNOWN", "TOOL_UNKNOWN");
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
    void in_the_plan_three_agents_run_all_of_them_and_there_are_real_conflicts() {
        Plan plan = Planner.plan(specOf(input()));

        assertThat(plan.order()).allMatch(step -> step.agent() != null);
        assertThat(plan.peakParallelism()).isEqualTo(3);
        assertThat(plan.conflictCount()).isGreaterThanOrEqualTo(21);
        assertThat(plan.conflicts()).hasSize((int) plan.conflictCount());
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
