package dev.signalbox.cli.run;

import static dev.signalbox.client.FakeDoor.json;
import static dev.signalbox.client.FakeDoor.problem;
import static dev.signalbox.client.FakeDoor.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.client.FakeDoor;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunViewBuilder;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.spec.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunId RUN = new RunId("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("/tmp/w");
    private static final StepCounts COUNTS = new StepCounts(0, 0, 0, 1, 0, 0, 0);
    private static final String DEFINITION = """
            apiVersion: signalbox/v1
            name: hello
            agents:
              anybody: {type: command}
            steps:
              greet:
                run: [echo, hello]
            """;

    @TempDir
    Path directory;

    private FakeDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new FakeDoor();
        door.on("POST /v1/runs", json(202, admitted(false)));
        Files.writeString(directory.resolve("hello.yaml"), DEFINITION);
    }

    @AfterEach
    void close() {
        door.close();
    }

    private CommandRun signalbox(String... arguments) {
        return CommandRun.of(directory, Map.of("SIGNALBOX_URL", door.address().toString()), arguments);
    }

    private JsonNode sent() throws IOException {
        return ContractJson.mapper().readTree(door.seen.getFirst().body());
    }

    @Test
    void a_run_is_submitted_in_the_current_directory_and_it_says_how_to_follow_it() throws IOException {
        CommandRun run = signalbox("run", "hello.yaml");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("run " + RUN + " admitted", "signalbox events " + RUN + " --follow");
        assertThat(sent().at("/workspace").asText())
                .isEqualTo(directory.toRealPath().toString());
        assertThat(sent().at("/sources/0/name").asText()).isEqualTo("hello.yaml");
        assertThat(sent().at("/sources/0/content").asText()).isEqualTo(DEFINITION);
    }

    @Test
    void a_workspace_that_the_definition_names_is_kept() throws IOException {
        Files.writeString(directory.resolve("named.yaml"), "workspace: payments\n" + DEFINITION);

        signalbox("run", "named.yaml");

        assertThat(sent().has("workspace")).isFalse();
    }

    @Test
    void every_option_reaches_the_door() throws IOException {
        Files.writeString(directory.resolve("agents.yaml"), "agents: {a: {type: fake}}");

        signalbox(
                "run",
                "hello.yaml",
                "--agents",
                "agents.yaml",
                "--max-parallel",
                "3",
                "--strict",
                "--format",
                "signalbox/v1",
                "--workspace",
                "payments",
                "--idempotency-key",
                "k-1",
                "--target",
                "core",
                "--goal=mend the gate");

        assertThat(sent().at("/agents/name").asText()).isEqualTo("agents.yaml");
        assertThat(sent().at("/maxParallel").asInt()).isEqualTo(3);
        assertThat(sent().at("/parameters/target").asText()).isEqualTo("core");
        assertThat(sent().at("/parameters/goal").asText()).isEqualTo("mend the gate");
        assertThat(sent().at("/strict").asBoolean()).isTrue();
        assertThat(sent().at("/format").asText()).isEqualTo("signalbox/v1");
        assertThat(sent().at("/workspace").asText()).isEqualTo("payments");
        assertThat(door.seen.getFirst().header("Idempotency-Key")).contains("k-1");
    }

    @Test
    void the_governor_is_told_what_is_typed_and_nothing_that_makes_no_sense() throws IOException {
        signalbox("run", "hello.yaml", "--gov-mode", "enforce", "--gov-max-cost", "2.5", "--gov-fuse-seconds", "120");

        assertThat(sent().at("/parameters/governor/mode").asText()).isEqualTo("enforce");
        assertThat(sent().at("/parameters/governor/maxCostUsd").asText()).isEqualTo("2.5");
        assertThat(sent().at("/parameters/governor/fuseSeconds").asInt()).isEqualTo(120);
        CommandRun wrong = signalbox("run", "hello.yaml", "--gov-fuse-seconds", "59");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("--gov-fuse-seconds must be at least 60, not 59");
    }

    @Test
    void a_directory_sends_its_workstreams() throws IOException {
        Path streams = Files.createDirectory(directory.resolve("streams"));
        Files.writeString(streams.resolve("ws-2.json"), "{}");
        Files.writeString(streams.resolve("ws-1.json"), "{}");
        Files.writeString(streams.resolve("notes.txt"), "no");

        signalbox("run", "streams");

        assertThat(sent().at("/sources").findValuesAsText("name"))
                .containsExactly("streams/ws-1.json", "streams/ws-2.json");
    }

    @Test
    void a_file_that_is_not_there_or_not_text_is_wrong_usage_and_nothing_is_sent() throws IOException {
        Files.write(directory.resolve("binary"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Files.createDirectory(directory.resolve("empty"));

        assertThat(signalbox("run", "missing.yaml").err()).contains("no file that can be read: 'missing.yaml'");
        assertThat(signalbox("run", "binary").err()).contains("not text in UTF-8: 'binary'");
        assertThat(signalbox("run", "empty").exitCode()).isEqualTo(2);
        assertThat(door.seen).isEmpty();
    }

    @Test
    void problems_of_the_definition_are_shown_with_their_lines() {
        InputProblem unknown = new InputProblem(
                Severity.ERROR, "DEPENDENCY_UNKNOWN", "there is no step 'x'", "hello.yaml", 6, 3, null);
        door.on(
                "POST /v1/runs",
                problem(Problem.of(ProblemCode.DEFINITION_INVALID, "there is no step 'x'")
                        .withErrors(List.of(unknown))));

        CommandRun run = signalbox("run", "hello.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "hello.yaml:6:3 DEPENDENCY_UNKNOWN there is no step 'x'",
                        " 6 |   greet:",
                        "   |   ^",
                        "DEFINITION_INVALID The definition has errors: 1 error. Nothing was started.");
    }

    @Test
    void a_denial_is_exit_code_3_and_says_when_to_come_back() {
        door.on(
                "POST /v1/runs",
                problem(Problem.of(ProblemCode.RUN_CAP_REACHED, "4 of 4 runs are live.")
                        .withRetryAfter(Duration.ofSeconds(5))));

        CommandRun run = signalbox("run", "hello.yaml");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).contains("RUN_CAP_REACHED 4 of 4 runs are live.", "may help in 5.0 s");
    }

    @ParameterizedTest
    @CsvSource({"SUCCEEDED,0", "FAILED,1", "CANCELLED,6", "TIMED_OUT,7"})
    void waiting_ends_with_the_exit_code_of_the_run(RunStatus status, int exitCode) {
        streaming(status);

        CommandRun run = signalbox("run", "hello.yaml", "--wait");

        assertThat(run.exitCode()).isEqualTo(exitCode);
        assertThat(run.outLines()).last().asString().startsWith("run " + RUN + " ");
    }

    @Test
    void waiting_ends_with_what_was_spent() {
        Usage used = new Usage(1_000, 200, new BigDecimal("2.25"));
        RunEvent ended =
                new RunEvent(RUN, WORKSPACE, 1, NOON, new RunEnded(RunStatus.SUCCEEDED, "because", used, COUNTS));
        streaming(RunStatus.SUCCEEDED);
        door.on("GET /v1/runs/%s/stream".formatted(RUN), text(200, "data: " + FakeDoor.written(ended) + "\n\n"));

        CommandRun run = signalbox("run", "hello.yaml", "--wait");

        assertThat(run.outLines()).contains("money: $2.25, 1200 tokens spent");
    }

    @Test
    void waiting_for_json_prints_one_document_and_the_progress_beside_it() throws IOException {
        streaming(RunStatus.SUCCEEDED);

        CommandRun run = signalbox("run", "hello.yaml", "--wait", "--json");

        assertThat(ContractJson.mapper().readTree(run.out()).at("/status").asText())
                .isEqualTo("succeeded");
        assertThat(run.err()).contains("run succeeded");
    }

    @Test
    void an_attached_run_says_so() {
        door.on("POST /v1/runs", json(202, admitted(true)));

        assertThat(signalbox("run", "hello.yaml").out()).contains("was there already");
    }

    private void streaming(RunStatus status) {
        RunEvent ended = new RunEvent(RUN, WORKSPACE, 1, NOON, new RunEnded(status, "because", Usage.NONE, COUNTS));
        door.on("GET /v1/runs/%s/stream".formatted(RUN), text(200, "data: " + FakeDoor.written(ended) + "\n\n"));
        door.on(
                "GET /v1/runs/" + RUN,
                json(
                        200,
                        RunViewBuilder.builder()
                                .run(RUN)
                                .name("hello")
                                .workspace(WORKSPACE)
                                .format("signalbox/v1")
                                .status(status)
                                .steps(COUNTS)
                                .usage(Usage.NONE)
                                .submittedAt(NOON)
                                .endedAt(NOON)
                                .lastSeq(1)
                                .build()));
    }

    private static RunAdmitted admitted(boolean deduped) {
        return new RunAdmitted(RUN, WORKSPACE, "hello", deduped, 1, List.of(), Map.of("self", "/v1/runs/" + RUN));
    }
}
