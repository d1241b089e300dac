package dev.signalbox.definitions;

import static dev.signalbox.definitions.Fixtures.file;
import static dev.signalbox.definitions.Fixtures.place;
import static dev.signalbox.definitions.Fixtures.readable;
import static dev.signalbox.definitions.Fixtures.specOf;
import static dev.signalbox.definitions.Fixtures.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunParameters;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelinesFormatTest {
    private static final String GOAL = "Mend the gate";

    private static DefinitionInput input(SourceFile pipelines, @Nullable String pipeline, String goal) {
        return DefinitionInput.of(pipelines, file("teams/planner.md"), file("teams/worker.md"))
                .withParameters(new RunParameters(pipeline, goal, null, null, null));
    }

    private static DefinitionInput fixFlow() {
        return input(file("teams/pipelines.yaml"), "fix-flow", GOAL);
    }

    private static SourceFile pipelines(String... lines) {
        return new SourceFile("pipelines.yaml", String.join("\n", lines) + "\n");
    }

    /** Steps by the agents worker and planner in turn, with checkpoints. */
    private static DefinitionInput held(String checkpoints, int steps) {
        StringBuilder text = new StringBuilder("p:\n  checkpoints: [" + checkpoints + "]\n  steps:\n");
        for (int step = 1; step <= steps; step++) {
            text.append("    - {agent: worker, id: s").append(step).append(", prompt: go}\n");
        }
        return input(new SourceFile("pipelines.yaml", text.toString()), "p", GOAL);
    }

    private static List<@Nullable String> checkpoints(DefinitionInput input) {
        return specOf(input).steps().stream()
                .<@Nullable String>map(StepSpec::checkpoint)
                .toList();
    }

    @Test
    void the_steps_run_one_after_the_other_in_the_order_of_the_file() {
        RunSpec spec = specOf(fixFlow());

        assertThat(spec.name()).isEqualTo("pipeline fix-flow");
        assertThat(spec.source().format()).isEqualTo("pipelines");
        assertThat(spec.carried()).containsEntry("description", "plan then do");
        assertThat(spec.steps())
                .extracting(step -> step.id() + " " + step.agent() + " after " + step.dependsOn())
                .containsExactly(
                        "planner planner after []",
                        "worker worker after [planner]",
                        "planner-2 planner after [worker]",
                        "finish worker after [planner-2]");
        assertThat(spec.steps()).allMatch(step -> step.afterFailure() == null);
        assertThat(spec.steps().getFirst().timeout()).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    void the_goal_is_the_first_input_and_each_output_the_next() {
        List<StepSpec> steps = specOf(fixFlow()).steps();

        assertThat(steps.get(0).prompt()).isEqualTo("Plan the work:\n\nMend the gate\n");
        assertThat(steps.get(0).inputs()).isEmpty();
        assertThat(steps.get(1).prompt()).isEqualTo("Do:\n\n$INPUT\n\nGoal: Mend the gate");
        assertThat(steps.get(1).inputs()).isEqualTo(Map.of("$INPUT", new StepId("planner")));
        assertThat(steps.get(3).prompt()).isEqualTo("Finish without looking back.");
        assertThat(steps.get(3).inputs()).isEmpty();
    }

    @Test
    void a_goal_with_marks_and_patterns_in_it_stays_as_it_is() {
        String goal = "a $& b \\1 $1 $INPUT c $ORIGINAL";

        List<StepSpec> steps =
                specOf(input(file("teams/pipelines.yaml"), "fix-flow", goal)).steps();

        assertThat(steps.get(0).prompt()).isEqualTo("Plan the work:\n\n" + goal + "\n");
        assertThat(steps.get(1).prompt()).isEqualTo("Do:\n\n$INPUT~2\n\nGoal: " + goal);
        assertThat(steps.get(1).inputs()).isEqualTo(Map.of("$INPUT~2", new StepId("planner")));
    }

    @Test
    void a_directory_is_kept_and_said_to_have_no_effect() {
        ReadResult.Readable result = readable(fixFlow());

        assertThat(result.spec().steps().get(1).carried()).isEqualTo(Map.of("cwd", "sub/dir"));
        assertThat(result.warnings()).extracting(Fixtures::place).contains("10: KEY_WITHOUT_EFFECT@7");
    }

    @Test
    void checkpoints_are_where_their_names_and_steps_say_and_else_where_a_warning_says() {
        ReadResult.Readable result = readable(fixFlow());

        assertThat(result.spec().steps())
                .extracting(StepSpec::checkpoint)
                .containsExactly(null, "after-planner", "before-check", "before-finish, before-merge");
        assertThat(result.warnings())
                .filteredOn(warning -> warning.code().equals("CHECKPOINT_PLACED"))
                .singleElement()
                .satisfies(warning -> assertThat(warning.message())
                        .contains("before step 4, 'finish'", "'checkpoint: before-merge'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "before-worker | 3 | before-worker - -",
                "after-worker | 3 | - after-worker -",
                "before-s3 | 3 | - - before-s3",
                "after-x | 3 | - after-x -",
                "'after-x, after-y' | 4 | - after-x after-y -",
                "'before-pr, before-merge' | 4 | - - before-pr before-merge",
                "sign-off | 3 | - - sign-off",
                "'after-x, before-pr' | 2 | - after-x+before-pr",
                "'a, b, c' | 2 | a+b c",
                "'after-x, after-y, after-z' | 2 | - after-x+after-y+after-z",
            })
    void a_name_that_matches_no_step_is_placed_in_order(String names, int steps, String expected) {
        List<String> found = checkpoints(held(names, steps)).stream()
                .map(checkpoint -> checkpoint == null ? "-" : checkpoint.replace(", ", "+"))
                .toList();

        assertThat(String.join(" ", found)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"after-s2, 2", "after-x, 1"})
    void a_checkpoint_after_everything_is_kept_and_said_to_hold_nothing(String name, int steps) {
        ReadResult.Readable result = readable(held(name, steps));

        assertThat(result.spec().notEnforced()).isEqualTo(Map.of("checkpoints", List.of(name)));
        assertThat(result.warnings()).extracting(InputProblem::code).containsOnlyOnce("CHECKPOINT_PLACED");
    }

    @Test
    void chains_and_stages_are_read_too() {
        ReadResult.Readable result = readable(input(file("teams/chains.yaml"), null, GOAL));

        StepSpec build = result.spec().steps().getFirst();
        assertThat(build.id()).isEqualTo(new StepId("build"));
        assertThat(build.prompt()).isEqualTo("Build Mend the gate");
        assertThat(build.notEnforced()).isEqualTo(Map.of("success", "It compiles."));
        assertThat(result.spec().carried()).containsEntry("defaultTeam", "core").containsEntry("team", "core");
        assertThat(result.warnings())
                .filteredOn(warning -> warning.code().equals("KEY_WITHOUT_EFFECT"))
                .extracting(Fixtures::place)
                .containsExactly("2: KEY_WITHOUT_EFFECT@1", "5: KEY_WITHOUT_EFFECT@5", "10: KEY_WITHOUT_EFFECT@9");
    }

    @Test
    void a_file_called_agent_chain_is_one_of_pipelines() {
        SourceFile chain = new SourceFile(
                ".pi/agents/agent-chain.yaml", file("teams/pipelines.yaml").content());

        assertThat(specOf(input(chain, "short", GOAL)).steps()).hasSize(1);
    }

    @Test
    void a_pipeline_must_be_named_and_needs_a_goal() {
        assertThat(unreadable(input(file("teams/pipelines.yaml"), "fixflow", " "))
                        .problems())
                .extracting(InputProblem::message)
                .anyMatch(message -> message.contains("did you mean 'fix-flow'"));
        assertThat(unreadable(input(file("teams/pipelines.yaml"), "short", " ")).problems())
                .extracting(InputProblem::code)
                .contains("GOAL_MISSING");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"parallel,-", "-,4", "zigzag,-"})
    void nothing_makes_a_pipeline_run_side_by_side(@Nullable String mode, @Nullable Integer concurrency) {
        DefinitionInput input = fixFlow().withParameters(new RunParameters("short", GOAL, mode, concurrency, null));

        assertThat(unreadable(input).problems()).extracting(InputProblem::code).contains("VALUE_INVALID");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "p: [a] | 1: TYPE_WRONG@4",
                "p: {} | 1: GRAPH_EMPTY@1",
                "p: {steps: []} | 1: GRAPH_EMPTY@1",
                "p: {steps: [worker]} | 1: TYPE_WRONG@13",
                "p: {steps: [{agent: worker}]} | 1: KEY_MISSING@13",
                "p: {steps: [{prompt: go}]} | 1: KEY_MISSING@13",
                "p: {steps: [{agent: [worker], prompt: go}]} | 1: TYPE_WRONG@21",
                "p: {steps: [{agent: worker, prompt: prompts/go.md}]} | 1: DIALECT_NOT_UNDERSTOOD@37",
                "p: {when: {branch: main}, steps: [{agent: worker, prompt: go}]} | 1: DIALECT_NOT_UNDERSTOOD@5",
                "p: {verification: [x], steps: [{agent: worker, prompt: go}]} | 1: DIALECT_NOT_UNDERSTOOD@5",
                "p: {stages: [], steps: [{agent: worker, prompt: go}]} | 1: DIALECT_NOT_UNDERSTOOD@13",
                "p: {checkpoints: before-x, steps: [{agent: worker, prompt: go}]} | 1: TYPE_WRONG@18",
                "p: {checkpoints: [' '], steps: [{agent: worker, prompt: go}]} | 1: VALUE_INVALID@19",
                "p: {steps: [{agent: worker, prompt: go, checkpoint: ''}]} | 1: VALUE_INVALID@53",
                "p: {steps: [{agent: workr, prompt: go}]} | 1: AGENT_UNKNOWN@21",
                "{version: 1, engine: x, pipelines: {p: {steps: [{agent: worker, prompt: go}]}}} | 1: DIALECT_NOT_UNDERSTOOD@14",
            })
    void what_is_not_understood_is_refused_where_it_stands(String text, String problem) {
        assertThat(unreadable(input(pipelines(text), "p", GOAL)).problems())
                .extracting(Fixtures::place)
                .contains(problem);
    }

    @Test
    void an_unknown_key_is_a_warning_and_strictly_an_error() {
        DefinitionInput input = input(pipelines("p: {steps: [{agent: worker, promt: x, prompt: go}]}"), "p", GOAL);

        assertThat(readable(input).warnings()).extracting(Fixtures::place).contains("1: KEY_UNKNOWN@29");
        assertThat(unreadable(input.strictly()).problems())
                .extracting(problem -> place(problem))
                .contains("1: KEY_UNKNOWN@29");
    }
}
