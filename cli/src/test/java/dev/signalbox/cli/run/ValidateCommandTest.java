package dev.signalbox.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.contracts.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidateCommandTest {
    private static final String GOOD =
            "apiVersion: signalbox/v1\nagents: {a: {type: command}}\nsteps: {b: {run: [make]}}\n";
    private static final String BAD = """
            apiVersion: signalbox/v1
            agents: {a: {type: command}}
            colour: red
            steps:
              build: {run: [make], depends_on: [missing]}
              test: {run: make test}
            """;

    @TempDir
    Path directory;

    @BeforeEach
    void files() throws IOException {
        Files.writeString(directory.resolve("good.yaml"), GOOD);
        Files.writeString(directory.resolve("bad.yaml"), BAD);
    }

    /** Whoever asked a service here would fail: nothing listens on port 1. */
    private CommandRun signalbox(String... arguments) {
        return CommandRun.of(directory, Map.of("SIGNALBOX_URL", "http://127.0.0.1:1"), arguments);
    }

    @Test
    void a_definition_without_errors_is_valid() {
        CommandRun validation = signalbox("validate", "good.yaml");

        assertThat(validation.exitCode()).isZero();
        assertThat(validation.out()).isEmpty();
        assertThat(validation.err().lines())
                .containsExactly("good.yaml: valid, signalbox/v1, 1 step", "1 definition, 0 errors, 0 warnings");
    }

    @Test
    void every_problem_is_one_line_with_its_place_and_errors_are_told_from_warnings() {
        CommandRun validation = signalbox("validate", "bad.yaml");

        assertThat(validation.exitCode()).isEqualTo(2);
        assertThat(validation.outLines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("bad.yaml:3:1 warning KEY_UNKNOWN "),
                        line -> assertThat(line).startsWith("bad.yaml:5:37 DEPENDENCY_UNKNOWN "),
                        line -> assertThat(line).startsWith("bad.yaml:6:15 COMMAND_IS_TEXT "));
    }

    @Test
    void warnings_are_allowed_unless_it_is_strict() throws IOException {
        Files.writeString(directory.resolve("odd.yaml"), GOOD + "colour: red\n");

        assertThat(signalbox("validate", "odd.yaml").exitCode()).isZero();
        assertThat(signalbox("validate", "odd.yaml", "--strict").exitCode()).isEqualTo(2);
    }

    @Test
    void definitions_of_their_own_are_validated_each_on_its_own() {
        CommandRun validation = signalbox("validate", "good.yaml", "bad.yaml");

        assertThat(validation.exitCode()).isEqualTo(2);
        assertThat(validation.err())
                .contains(
                        "good.yaml: valid, signalbox/v1, 1 step",
                        "bad.yaml: invalid, signalbox/v1",
                        "2 definitions, 2 errors, 1 warning");
        assertThat(validation.out()).doesNotContain("SOURCES_MIXED");
    }

    @Test
    void workstreams_belong_together_also_beside_a_definition_of_another_format() throws IOException {
        Files.writeString(
                directory.resolve("ws-1.json"), "{\"id\": \"ws-1\", \"files_scope\": [\"a\"], \"tasks\": [\"x\"]}");
        Files.writeString(
                directory.resolve("ws-2.json"),
                "{\"id\": \"ws-2\", \"files_scope\": [\"b\"], \"tasks\": [\"x\"], \"depends_on\": [\"ws-1\"]}");
        Files.writeString(directory.resolve("agents.yaml"), "agents: {a: {type: command, run: [make]}}\n");

        CommandRun validation = signalbox("validate", "ws-2.json", "good.yaml", "ws-1.json", "--agents", "agents.yaml");

        assertThat(validation.exitCode()).as(validation.out()).isZero();
        assertThat(validation.err().lines())
                .containsExactly(
                        "ws-2.json and 1 more: valid, workstreams, 2 steps",
                        "good.yaml: valid, signalbox/v1, 1 step",
                        "2 definitions, 0 errors, 0 warnings");
    }

    @Test
    void standard_input_is_a_file_called_dash() {
        CommandRun validation = CommandRun.of(BAD, directory, Map.of(), "validate", "-");

        assertThat(validation.exitCode()).isEqualTo(2);
        assertThat(validation.out()).contains("-:5:37 DEPENDENCY_UNKNOWN ");
    }

    @Test
    void a_file_that_is_no_definition_has_a_problem_and_the_others_are_still_read() throws IOException {
        Files.writeString(directory.resolve("none.yaml"), "just: text\n");
        Files.writeString(directory.resolve("broken.yaml"), "steps: [\n");

        CommandRun validation = signalbox("validate", "none.yaml", "broken.yaml", "good.yaml");

        assertThat(validation.exitCode()).isEqualTo(2);
        assertThat(validation.out()).contains("none.yaml:1:1 FORMAT_UNKNOWN", "broken.yaml:2:1 SYNTAX_INVALID");
        assertThat(validation.err()).contains("good.yaml: valid");
    }

    @Test
    void json_lists_the_problems_and_sums_them_up() throws IOException {
        CommandRun validation = signalbox("validate", "good.yaml", "bad.yaml", "--json");

        JsonNode json = ContractJson.mapper().readTree(validation.out());
        assertThat(json.at("/problems").findValuesAsText("severity")).containsExactly("warning", "error", "error");
        assertThat(json.at("/problems/1/line").asInt()).isEqualTo(5);
        assertThat(json.at("/summary/valid").asBoolean()).isFalse();
        assertThat(json.at("/summary/errors").asInt()).isEqualTo(2);
        assertThat(json.at("/summary/warnings").asInt()).isEqualTo(1);
        assertThat(json.at("/summary/definitions").findValuesAsText("valid")).containsExactly("true", "false");
    }
}
