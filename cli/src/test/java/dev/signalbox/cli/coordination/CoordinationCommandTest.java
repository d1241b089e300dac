package dev.signalbox.cli.coordination;

import static dev.signalbox.client.FakeDoor.json;
import static dev.signalbox.client.FakeDoor.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.client.FakeDoor;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.spec.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CoordinationCommandTest {
    private static final String RUNS = "/v1/runs/" + Samples.RUN;

    @TempDir
    Path directory;

    private FakeDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new FakeDoor();
        door.on(
                "POST /v1/runs",
                json(
                        202,
                        new RunAdmitted(
                                Samples.RUN,
                                Samples.WORKSPACE,
                                "2 workflows",
                                false,
                                3,
                                List.of(),
                                Map.of("self", RUNS))));
        door.on("POST " + RUNS + "/cancel", text(202, ""));
        showing(RunStatus.FAILED);
        write("a.yaml", """
                name: First
                metadata: {coordination: {file_scope: [src/]}}
                steps: [{id: lint, name: Lint, actor: linter}]
                """);
        write("b.yaml", """
                name: Second
                metadata: {coordination: {file_scope: ["src/*.py"]}}
                steps:
                  - {id: test, actor: linter}
                  - {id: ship, actor: linter}
                """);
        write("agents.yaml", "agents: {linter: {run: [cat]}}");
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void a_plan_is_written_with_the_conflicts_between_workflows() throws IOException {
        CommandRun plan =
                coordination("plan", "a.yaml", "b.yaml", "--agents", "agents.yaml", "--output", "out/plan.json");

        JsonNode written = read(directory.resolve("out/plan.json"));
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).contains("2 conflicts between workflows", "out/plan.json", "Nothing was started");
        assertThat(written.at("/workflow_conflicts")).hasSize(2);
        assertThat(written.at("/workflows/Second/1").asText()).isEqualTo("second/ship");
        assertThat(written.at("/max_parallel").asInt()).isEqualTo(3);
        assertThat(door.seen).isEmpty();
    }

    @Test
    void a_workflow_with_errors_is_exit_code_2_and_no_plan_is_written() throws IOException {
        write("bad.yaml", "name: Bad\nsteps: [{id: a, actor: linter, on_fail: explode}]\n");

        CommandRun plan = coordination("plan", "bad.yaml", "--agents", "agents.yaml");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err()).contains("bad.yaml:2:", "VALUE_INVALID", "stop, pause_for_review, continue");
        assertThat(directory.resolve("coordination_plan.json")).doesNotExist();
    }

    @Test
    void a_run_is_submitted_and_its_state_is_written() throws IOException {
        CommandRun run = coordination(
                "run", "a.yaml", "b.yaml", "--agents", "agents.yaml", "--budget", "40", "--isolation", "worktree");

        JsonNode sent = ContractJson.mapper()
                .readTree(door.calls("POST /v1/runs").getFirst().body());
        JsonNode state = onlyState();
        assertThat(run.exitCode()).isZero();
        assertThat(sent.at("/parameters/budgetUsd").asInt()).isEqualTo(40);
        assertThat(sent.at("/parameters/isolation").asText()).isEqualTo("worktree");
        assertThat(state.at("/coordination_id").asText()).matches("coord_\\d{8}_\\d{6}_099a8057");
        assertThat(run.out()).contains(state.at("/coordination_id").asText(), Samples.RUN.value());
        assertThat(state.at("/status").asText()).isEqualTo("queued");
        assertThat(state.at("/mode").asText()).isEqualTo("parallel");
        assertThat(state.at("/max_parallel").asInt()).isEqualTo(3);
        assertThat(state.at("/budget").asInt()).isEqualTo(40);
        assertThat(state.at("/input_files/1").asText()).isEqualTo("b.yaml");
        assertThat(state.has("success")).isFalse();
    }

    @Test
    void the_configuration_of_the_project_is_one_of_the_sources_and_what_is_typed_goes_with_it() throws IOException {
        write(".ai/config/coordination.yaml", "coordination: {max_parallel_workflows: 5, default_mode: sequential}\n");

        coordination("run", "a.yaml", "--agents", "agents.yaml", "--max-parallel", "3", "--mode", "parallel");

        JsonNode sent = ContractJson.mapper()
                .readTree(door.calls("POST /v1/runs").getFirst().body());
        assertThat(sent.at("/sources").findValuesAsText("name"))
                .containsExactly("a.yaml", ".ai/config/coordination.yaml");
        assertThat(sent.at("/maxParallel").asInt()).isEqualTo(3);
        assertThat(sent.at("/parameters/mode").asText()).isEqualTo("parallel");
        assertThat(onlyState().at("/max_parallel").asInt()).isEqualTo(3);
    }

    @Test
    void workflows_that_want_the_same_files_are_refused_on_demand() throws IOException {
        CommandRun run = coordination("run", "a.yaml", "b.yaml", "--agents", "agents.yaml", "--on-conflict", "reject");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("CLAIM_CONFLICT", "first/lint", "second/test", "--on-conflict queue");
        assertThat(door.seen).isEmpty();
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void one_after_another_they_are_not_in_each_others_way() {
        assertThat(coordination(
                                "run",
                                "a.yaml",
                                "b.yaml",
                                "--agents",
                                "agents.yaml",
                                "--on-conflict",
                                "reject",
                                "--mode",
                                "sequential")
                        .exitCode())
                .isZero();
    }

    @Test
    void a_dry_run_writes_a_state_and_asks_nobody() throws IOException {
        CommandRun run = coordination("run", "a.yaml", "--agents", "agents.yaml", "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("dry run", "Nothing was started");
        assertThat(onlyState().at("/status").asText()).isEqualTo("dry_run");
        assertThat(door.seen).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED,0,completed,true", "FAILED,1,failed,false", "CANCELLED,6,cancelled,false"})
    void waiting_ends_with_the_exit_code_of_the_run_and_the_state_says_the_truth(
            RunStatus status, int exitCode, String word, boolean success) throws IOException {
        showing(status);

        CommandRun run = coordination("run", "a.yaml", "b.yaml", "--agents", "agents.yaml", "--wait");

        JsonNode state = onlyState();
        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(state.at("/status").asText()).isEqualTo(word);
        assertThat(state.at("/success").asBoolean()).isEqualTo(success);
        assertThat(state.at("/workflow_results/First/steps_completed").asInt()).isEqualTo(1);
        assertThat(state.at("/workflow_results/Second/success").asBoolean()).isFalse();
        assertThat(state.at("/workflow_results/Second/error").asText()).contains("second/test", "no such file");
        assertThat(state.at("/workflow_results/First/tokens_used").asInt()).isEqualTo(900);
        assertThat(state.at("/workflow_results/First/execution_time").asDouble())
                .isEqualTo(4.0);
    }

    @Test
    void status_brings_the_state_up_to_date() throws IOException {
        submitted();

        CommandRun status = coordination("status", "last");

        assertThat(status.exitCode()).isZero();
        assertThat(status.outLines().get(0)).contains("failed", Samples.RUN.value());
        assertThat(status.outLines().get(1)).contains("1 of 3 steps");
        assertThat(onlyState().at("/status").asText()).isEqualTo("failed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "cancel", "report"})
    void an_unknown_id_is_an_error(String command) {
        CommandRun unknown = coordination(command, "coord_20200101_000000_00000000");

        assertThat(unknown.exitCode()).isEqualTo(2);
        assertThat(unknown.err()).contains("There is no coordination 'coord_20200101_000000_00000000' here");
        assertThat(coordination(command, "../../etc/passwd").exitCode()).isEqualTo(2);
        assertThat(directory.resolve("state")).doesNotExist();
    }

    @Test
    void cancel_sets_the_flag_and_cancels_the_run() throws IOException {
        submitted();
        showing(RunStatus.CANCELLING);

        CommandRun cancel = coordination("cancel", "last");

        assertThat(cancel.exitCode()).isZero();
        assertThat(cancel.out()).contains("is being stopped");
        assertThat(door.calls("POST " + RUNS + "/cancel")).hasSize(1);
        assertThat(stateFiles()).anyMatch(file -> file.toString().endsWith("_099a8057.cancel"));
    }

    @Test
    void what_has_ended_cannot_be_cancelled() throws IOException {
        submitted();
        coordination("status", "last");

        CommandRun cancel = coordination("cancel", "last");

        assertThat(cancel.exitCode()).isEqualTo(2);
        assertThat(cancel.err()).contains("has ended already: failed");
        assertThat(door.calls("POST " + RUNS + "/cancel")).isEmpty();
    }

    @Test
    void a_dashboard_that_sees_the_flag_cancels_the_run() throws IOException {
        submitted();
        showing(RunStatus.CANCELLING);
        String id = onlyState().at("/coordination_id").asText();
        write("state/coordination/" + id + ".cancel", "");

        CommandRun dashboard = coordination("dashboard", "--iterations", "1");

        assertThat(dashboard.exitCode()).isZero();
        assertThat(dashboard.out()).contains(id, "cancelling", "WORKFLOW", "TOKENS", "COST", "First", "Second");
        assertThat(door.calls("POST " + RUNS + "/cancel")).hasSize(1);
    }

    @Test
    void a_dashboard_ends_with_the_run() throws IOException {
        submitted();

        CommandRun dashboard = coordination("dashboard", "--id", "last", "--refresh", "1");

        assertThat(dashboard.exitCode()).isZero();
        assertThat(dashboard.out()).contains("failed", "no such file");
        assertThat(coordination("dashboard", "--refresh", "0").exitCode()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"json,\"written_at\"", "csv,\"second/test\"", "html,<!doctype html>"})
    void a_report_goes_where_it_always_goes(String format, String content) throws IOException {
        submitted();

        CommandRun report = coordination("report", "last", "--format", format);

        String id = onlyState().at("/coordination_id").asText();
        Path file = directory.resolve("artifacts/reports/" + id + "." + format);
        assertThat(report.exitCode()).isZero();
        assertThat(report.out()).contains("artifacts/reports/" + id + "." + format);
        assertThat(file).content().contains(content, "second/test");
    }

    @Test
    void an_unknown_format_or_mode_is_wrong_usage_and_the_possible_ones_are_named() throws IOException {
        submitted();

        CommandRun report = coordination("report", "last", "--format", "pdf");
        CommandRun plan = coordination("plan", "a.yaml", "--agents", "agents.yaml", "--mode", "banana");

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.err()).contains("JSON, CSV, HTML");
        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.err()).contains("there is no mode 'banana', only sequential and parallel");
    }

    @Test
    void history_shows_the_last_days_and_filters_by_workflow() throws IOException {
        submitted();
        write(
                "state/coordination/coord_20200101_000000_00000000.json",
                FakeDoor.written(Samples.state("coord_20200101_000000_00000000", "Old", "Older"))
                        .replace(Samples.NOON.toString(), Instant.EPOCH.toString()));
        write("state/coordination/coord_broken.json", "{");

        assertThat(coordination("history").outLines())
                .hasSize(2)
                .last()
                .asString()
                .contains("First", "099a8057");
        assertThat(coordination("history", "--days", "99999").outLines()).hasSize(3);
        assertThat(coordination("history", "--workflow", "fir").outLines()).hasSize(2);
        assertThat(coordination("history", "--workflow", "third").out()).isEmpty();
    }

    private void submitted() {
        assertThat(coordination("run", "a.yaml", "b.yaml", "--agents", "agents.yaml")
                        .exitCode())
                .isZero();
    }

    private void showing(RunStatus status) {
        RunEvent ended = new RunEvent(
                Samples.RUN,
                Samples.WORKSPACE,
                1,
                Samples.NOON,
                new RunEnded(status, "because", Usage.NONE, new StepCounts(0, 0, 0, 1, 1, 0, 1)));
        door.on("GET " + RUNS + "/stream", text(200, "data: " + FakeDoor.written(ended) + "\n\n"));
        door.on("GET " + RUNS, json(200, Samples.run(status)));
        door.on("GET " + RUNS + "/steps", json(200, new Page<>(Samples.steps(), null)));
    }

    private CommandRun coordination(String... arguments) {
        return CommandRun.of(
                directory,
                Map.of("SIGNALBOX_URL", door.address().toString()),
                Stream.concat(Stream.of("coordination"), Stream.of(arguments)).toArray(String[]::new));
    }

    private void write(String name, String content) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }

    private List<Path> stateFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("state/coordination"))) {
            return files.toList();
        }
    }

    private JsonNode onlyState() throws IOException {
        List<Path> states = stateFiles().stream()
                .filter(file -> file.toString().endsWith(".json"))
                .toList();
        assertThat(states).hasSize(1);
        return read(states.getFirst());
    }

    private static JsonNode read(Path file) throws IOException {
        return ContractJson.mapper().readTree(Files.readString(file));
    }
}
