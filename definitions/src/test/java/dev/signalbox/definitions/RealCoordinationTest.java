package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.file;
import static dev.signalbox.definitions.Fixtures.readable;
import static dev.signalbox.definitions.Fixtures.unreadable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Plan;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.definitions.plan.Planner;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The workflows that people really wrote, read from where they lie beside the repository. */
class RealCoordinationTest {
    private static final Path SAMPLES = Path.of("..", "..", "shared", "samples", "coordination-cli");
    private static final SourceFile ANYBODY = new SourceFile("agents.yaml", "agents: {anybody: {run: [cat]}}");

    @BeforeEach
    void the_samples_are_there() {
        assumeTrue(Files.isDirectory(SAMPLES));
    }

    @ParameterizedTest
    @CsvSource({
        "AI_WORKFLOW_DEMO.yaml,         6, 0",
        "CODE_QUALITY.yaml,             4, 0",
        "ENHANCED_IPT_WT_PARALLEL.yaml, 15, 2",
        "GITHUB_PR_REVIEW.yaml,         10, 7",
        "PY_EDIT_TRIAGE.yaml,           6, 0",
        "SIMPLE_PY_FIX.yaml,            4, 0",
        "test_workflow.yaml,            2, 0"
    })
    void each_workflow_is_read_and_nothing_but_warnings_are_left(String name, int steps, int open) {
        ReadResult.Readable result = readable(DefinitionInput.of(file(SAMPLES.resolve(name)))
                .withAgents(ANYBODY)
                .strictly());

        assertThat(result.spec().steps()).hasSize(steps);
        assertThat(result.warnings())
                .extracting(InputProblem::code)
                .isSubsetOf("TOOL_UNKNOWN", "PLACEHOLDER_UNRESOLVED", "KEY_MISSING", "GATE_WITHOUT_COMMAND")
                .filteredOn("PLACEHOLDER_UNRESOLVED"::equals)
                .hasSize(open);
    }

    @Test
    void the_workflow_that_conflicted_with_itself_has_only_the_conflicts_of_its_parallel_phase() {
        Plan plan = Planner.plan(readable(DefinitionInput.of(file(SAMPLES.resolve("ENHANCED_IPT_WT_PARALLEL.yaml")))
                        .withAgents(ANYBODY))
                .spec());

        assertThat(plan.conflicts())
                .extracting(conflict -> conflict.first() + " " + conflict.second())
                .containsExactly(
                        "parallel_execution/1 parallel_execution/2",
                        "parallel_execution/1 parallel_execution/3",
                        "parallel_execution/2 parallel_execution/3");
    }

    @Test
    void two_of_them_in_one_run_take_turns() {
        ReadResult.Readable result = readable(DefinitionInput.of(
                        file(SAMPLES.resolve("CODE_QUALITY.yaml")), file(SAMPLES.resolve("PY_EDIT_TRIAGE.yaml")))
                .withAgents(ANYBODY));

        assertThat(result.spec().steps())
                .extracting(StepSpec::id)
                .extracting(Object::toString)
                .contains("code-quality-check/1.001", "python-edit-triage/1.006");
        assertThat(Planner.plan(result.spec()).conflictCount()).isPositive();
    }

    @Test
    void the_manifest_of_jobs_is_refused_with_what_was_not_understood() {
        InputProblem problem = unreadable(DefinitionInput.of(file(SAMPLES.resolve("agent_jobs.yaml"))))
                .problems()
                .getFirst();

        assertThat(problem.code()).isEqualTo("DIALECT_NOT_UNDERSTOOD");
        assertThat(problem.line()).isEqualTo(10);
        assertThat(problem.message()).contains("none says what is to be done");
    }
}
