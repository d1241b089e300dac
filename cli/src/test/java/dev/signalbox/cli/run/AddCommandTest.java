package dev.signalbox.cli.run;

import static dev.signalbox.client.FakeDoor.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.client.FakeDoor;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.StepsRequested;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddCommandTest {
    private static final RunId RUN = new RunId("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final String STEPS = "POST /v1/runs/" + RUN + "/steps";

    @TempDir
    Path directory;

    private FakeDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new FakeDoor();
        Files.writeString(directory.resolve("one.yaml"), "steps: {b: {fake: {}}}");
        Files.writeString(directory.resolve("two.yaml"), "steps: {c: {fake: {}}}");
        door.on(STEPS, json(202, new StepsRequested(RUN, 1, false, List.of(), Map.of())));
    }

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void files_are_added_one_after_the_other_and_the_last_one_seals() throws IOException {
        CommandRun run = signalbox(Map.of(), "add", RUN.value(), "one.yaml", "two.yaml", "--seal", "--reason", "more");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("asked to add 1 step to run " + RUN);
        assertThat(door.calls(STEPS)).hasSize(2);
        assertThat(sent(0).at("/sources/0/name").asText()).isEqualTo("one.yaml");
        assertThat(sent(0).has("sealed")).isFalse();
        assertThat(sent(1).at("/sealed").asBoolean()).isTrue();
        assertThat(sent(1).at("/reason").asText()).isEqualTo("more");
    }

    @Test
    void a_run_is_sealed_without_a_file() throws IOException {
        CommandRun run = signalbox(Map.of(), "add", RUN.value(), "--seal", "--json");

        assertThat(run.exitCode()).isZero();
        assertThat(ContractJson.mapper().readTree(run.out()).at("/run").asText())
                .isEqualTo(RUN.value());
        assertThat(sent(0).at("/sources")).isEmpty();
    }

    @Test
    void nothing_to_add_is_wrong_usage() {
        assertThat(signalbox(Map.of(), "add", RUN.value()).exitCode()).isEqualTo(ExitCode.WRONG_USAGE.number());
        assertThat(door.seen).isEmpty();
    }

    @Test
    void in_an_attempt_its_token_is_shown_to_the_door_that_gave_it_and_to_no_other() {
        Map<String, String> attempt = Map.of("SIGNALBOX_TOKEN", "v1.abc.def");

        signalbox(attempt, "add", RUN.value(), "--seal");
        CommandRun.of(
                directory,
                Map.of("SIGNALBOX_URL", "http://127.0.0.1:1", "SIGNALBOX_TOKEN", "v1.abc.def"),
                "add",
                RUN.value(),
                "--seal",
                "--url",
                door.address().toString());

        assertThat(door.seen.getFirst().header("Authorization")).contains("Bearer v1.abc.def");
        assertThat(door.seen.getLast().header("Authorization")).isEmpty();
    }

    @Test
    void a_token_that_is_none_is_refused_and_not_repeated() {
        CommandRun run = signalbox(Map.of("SIGNALBOX_TOKEN", "not\na token"), "add", RUN.value(), "--seal");

        assertThat(run.exitCode()).isEqualTo(ExitCode.WRONG_USAGE.number());
        assertThat(run.err()).contains("SIGNALBOX_TOKEN").doesNotContain("not\na token");
    }

    private CommandRun signalbox(Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SIGNALBOX_URL", door.address().toString());
        return CommandRun.of(directory, environment, arguments);
    }

    private JsonNode sent(int call) throws IOException {
        return ContractJson.mapper().readTree(door.calls(STEPS).get(call).body());
    }
}
