package dev.signalbox.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.client.FakeDoor;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.admission.Verdict;
import dev.signalbox.contracts.api.AdmissionOutlook;
import dev.signalbox.contracts.api.PlanAnswer;
import dev.signalbox.contracts.api.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    private static final String CONFLICT = """
            apiVersion: signalbox/v1
            name: two writers
            agents: {a: {run: [make], capacity: 2}, c: {run: [think]}}
            steps:
              left: {agent: a, files: {write: ["src/**/*.py"]}}
              right: {agent: a, files: {write: [src/api/]}}
              thought: {agent: c, prompt: think, depends_on: [left]}
              after: {agent: a, depends_on: [thought]}
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(directory.resolve("plan.yaml"), CONFLICT);
    }

    /** Nothing listens on port 1. */
    private CommandRun signalbox(String... arguments) {
        return CommandRun.of(directory, Map.of("SIGNALBOX_URL", "http://127.0.0.1:1"), arguments);
    }

    @Test
    void without_a_door_admission_is_not_asked_and_the_plan_is_made() {
        CommandRun plan = signalbox("plan", "plan.yaml");

        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.out())
                .contains(
                        "1 pair of steps may not be in flight together",
                        "left (src/**/*.py) and right (src/api/) meet at src/api/a.py",
                        "1 step waits for files of another although an agent is free.",
                        "Estimated cost: unknown, no step declares one",
                        "admission: not asked (no door at http://127.0.0.1:1)");
    }

    @Test
    void a_checkpoint_is_named_with_the_step_before_which_the_run_pauses() throws IOException {
        Files.writeString(
                directory.resolve("held.yaml"),
                CONFLICT.replace("right: {agent: a,", "right: {agent: a, checkpoint: review,"));

        CommandRun plan = signalbox("plan", "held.yaml", "--offline");

        assertThat(plan.out())
                .contains("The run pauses before right, at the checkpoint review, until somebody resumes it.");
    }

    @Test
    void conflicts_are_exit_code_1_when_they_are_asked_to_fail() {
        assertThat(signalbox("plan", "plan.yaml", "--offline").exitCode()).isZero();
        assertThat(signalbox("plan", "plan.yaml", "--offline", "--fail-on-conflict")
                        .exitCode())
                .isEqualTo(1);
    }

    @Test
    void the_plan_is_written_to_a_file_as_json() throws IOException {
        CommandRun plan = signalbox("plan", "plan.yaml", "--offline", "--output", "plan.json", "--json");

        JsonNode written =
                ContractJson.mapper().readTree(directory.resolve("plan.json").toFile());
        assertThat(written).isEqualTo(ContractJson.mapper().readTree(plan.out()));
        assertThat(written.at("/plan/conflictCount").asInt()).isEqualTo(1);
        assertThat(written.at("/plan/neverRun")).isEmpty();
        assertThat(written.has("admission")).isFalse();
    }

    @Test
    void the_door_says_whether_the_run_would_be_admitted() throws IOException {
        PlanAnswer answer = ContractJson.mapper()
                .readValue(signalbox("plan", "plan.yaml", "--offline", "--json").out(), PlanAnswer.class);
        try (FakeDoor door = new FakeDoor()) {
            door.on(
                    "POST /v1/plans",
                    FakeDoor.json(
                            200,
                            new PlanAnswer(
                                    answer.plan(),
                                    answer.warnings(),
                                    new AdmissionOutlook(
                                            Verdict.DENIED, ProblemCode.RUN_CAP_REACHED, "Full.", 2_000L, null))));

            CommandRun plan = CommandRun.of(
                    directory, Map.of("SIGNALBOX_URL", door.address().toString()), "plan", "plan.yaml");

            assertThat(plan.exitCode()).as(plan.err()).isZero();
            assertThat(plan.out())
                    .contains("admission: denied now: RUN_CAP_REACHED Full. Trying again may help in 2.0 s.");
        }
    }

    @Test
    void a_door_that_cannot_say_does_not_stop_the_plan() throws IOException {
        try (FakeDoor door = new FakeDoor()) {
            door.on(
                    "POST /v1/plans",
                    FakeDoor.json(404, Problem.of(ProblemCode.NOT_FOUND, "There is nothing at this path.")));

            CommandRun plan = CommandRun.of(
                    directory, Map.of("SIGNALBOX_URL", door.address().toString()), "plan", "plan.yaml");

            assertThat(plan.exitCode()).as(plan.err()).isZero();
            assertThat(plan.out()).contains("admission: not told (the door answers NOT_FOUND)");
        }
    }

    @Test
    void an_invalid_definition_is_exit_code_2_with_its_problems() throws IOException {
        Files.writeString(directory.resolve("bad.yaml"), CONFLICT.replace("[left]", "[nobody]"));

        CommandRun plan = signalbox("plan", "bad.yaml");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err()).contains("bad.yaml:7:51 DEPENDENCY_UNKNOWN");
        assertThat(plan.out()).isEmpty();
    }

    @Test
    void a_graph_and_json_cannot_both_be_printed() {
        CommandRun plan = signalbox("plan", "plan.yaml", "--graph", "dot", "--json");

        assertThat(plan.exitCode()).isEqualTo(2);
    }

    @Test
    void graphs_have_every_step_dependency_and_conflict() {
        assertThat(signalbox("plan", "plan.yaml", "--offline", "--graph", "dot").out())
                .startsWith("digraph \"two writers\" {")
                .contains("\"left\" -> \"thought\";", "\"left\" -> \"right\" [dir=none, style=dashed");
        assertThat(signalbox("plan", "plan.yaml", "--offline", "--graph", "mermaid")
                        .out())
                .startsWith("flowchart LR")
                .contains("s0[\"left<br/>a\"]", "s0 --> s2", "s0 -. \"src/api/a.py\" .- s1");
    }
}
