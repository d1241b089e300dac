package dev.signalbox.cli.agents;

import static dev.signalbox.client.FakeDoor.json;
import static dev.signalbox.client.FakeDoor.problem;
import static dev.signalbox.client.FakeDoor.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cli.CommandRun;
import dev.signalbox.client.FakeDoor;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.AgentState;
import dev.signalbox.contracts.api.AgentView;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunnerState;
import dev.signalbox.contracts.api.RunnerView;
import dev.signalbox.contracts.runner.HostLoad;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
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

class AgentCommandsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final AgentSpec CARD = new AgentSpec(
            new AgentId("card"),
            AgentType.COMMAND,
            "web",
            4,
            List.of("./train.sh"),
            "gpu",
            Map.of("gpu", "true", "region", "eu"),
            Map.of());

    @TempDir
    Path directory;

    private FakeDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new FakeDoor();
    }

    @AfterEach
    void close() {
        door.close();
    }

    private CommandRun signalbox(String... arguments) {
        return CommandRun.of(directory, Map.of("SIGNALBOX_URL", door.address().toString()), arguments);
    }

    @Test
    void agents_are_a_table_with_their_state_and_why() {
        door.on("GET /v1/agents", json(200, new Page<>(List.of(view()), null)));

        CommandRun list = signalbox("agents", "list");

        assertThat(list.exitCode()).isZero();
        assertThat(list.outLines().get(0)).startsWith("AGENT").contains("STATE", "BUSY", "REASON");
        assertThat(list.outLines().get(1))
                .contains("card", "command", "web", "busy", "1/4", "gpu=true,region=eu", "shop", "works on 1");
    }

    @Test
    void json_is_what_the_door_says() throws IOException {
        door.on("GET /v1/agents", json(200, new Page<>(List.of(view()), null)));

        CommandRun list = signalbox("agents", "list", "--json", "--workspace", "shop");

        assertThat(ContractJson.mapper().readTree(list.out()))
                .isEqualTo(ContractJson.mapper().valueToTree(List.of(view())));
        assertThat(door.seen.getLast().path()).isEqualTo("/v1/agents?workspace=shop");
    }

    @Test
    void an_agent_is_described_by_options_and_its_command_comes_after_two_dashes() {
        door.on("POST /v1/agents", text(202, ""));

        CommandRun add = signalbox(
                "agents",
                "add",
                "card",
                "--type",
                "command",
                "--track",
                "web",
                "--capacity",
                "4",
                "--pool",
                "gpu",
                "--label",
                "gpu=true",
                "--label",
                "region=eu",
                "--workspace",
                "shop",
                "--",
                "./train.sh",
                "--fast");

        assertThat(add.exitCode()).isZero();
        assertThat(door.seen.getLast().path()).isEqualTo("/v1/agents?workspace=shop");
        assertThat(door.seen.getLast().body())
                .isEqualTo("{\"id\":\"card\",\"type\":\"command\",\"track\":\"web\",\"capacity\":4,"
                        + "\"command\":[\"./train.sh\",\"--fast\"],\"pool\":\"gpu\","
                        + "\"labels\":{\"gpu\":\"true\",\"region\":\"eu\"}}");
    }

    @Test
    void a_file_of_agents_is_the_section_of_a_definition() throws IOException {
        Files.writeString(
                directory.resolve("agents.yaml"), "agents:\n  one: {type: fake}\n  two: {type: fake, capacity: 3}\n");
        door.on("POST /v1/agents", text(202, ""));

        CommandRun add = signalbox("agents", "add", "--file", "agents.yaml", "--json");

        assertThat(add.exitCode()).isZero();
        assertThat(door.calls("POST /v1/agents")).hasSize(2);
        assertThat(door.seen.getFirst().path())
                .isEqualTo("/v1/agents?workspace="
                        + URLEncoder.encode(directory.toRealPath().toString(), StandardCharsets.UTF_8));
        assertThat(add.out()).contains("\"agents\":[\"one\",\"two\"]");
    }

    @Test
    void a_broken_file_is_shown_in_its_place_and_nothing_is_added() throws IOException {
        Files.writeString(directory.resolve("agents.yaml"), "agents:\n  one: {type: Robot}\n");

        CommandRun add = signalbox("agents", "add", "--file", "agents.yaml");

        assertThat(add.exitCode()).isEqualTo(2);
        assertThat(add.err()).contains("agents.yaml:2:", "Robot");
        assertThat(door.seen).isEmpty();
    }

    @Test
    void an_agent_or_a_file_but_not_both_and_not_neither() {
        assertThat(signalbox("agents", "add").exitCode()).isEqualTo(2);
        assertThat(signalbox("agents", "add", "card", "--file", "agents.yaml").exitCode())
                .isEqualTo(2);
        assertThat(door.seen).isEmpty();
    }

    @Test
    void draining_says_why() {
        door.on("POST /v1/agents/card/drain", text(202, ""));

        CommandRun drain = signalbox("agents", "drain", "card", "--workspace", "shop", "--reason", "too slow");

        assertThat(drain.exitCode()).isZero();
        assertThat(drain.out()).contains("agent card is given no more steps");
        assertThat(door.seen.getLast().path()).isEqualTo("/v1/agents/card/drain?workspace=shop");
        assertThat(door.seen.getLast().body()).isEqualTo("{\"reason\":\"too slow\"}");
    }

    @Test
    void removing_an_agent_that_is_not_known_is_wrong_usage() {
        door.on(
                "DELETE /v1/agents/card",
                problem(Problem.of(ProblemCode.AGENT_NOT_FOUND, "The registry has no agent 'card'.")));

        CommandRun remove = signalbox("agents", "remove", "card", "--workspace", "shop", "--reason", "gone");

        assertThat(remove.exitCode()).isEqualTo(2);
        assertThat(remove.err()).contains("AGENT_NOT_FOUND");
        assertThat(door.seen.getLast().path()).isEqualTo("/v1/agents/card?workspace=shop&reason=gone");
    }

    @Test
    void runners_are_a_table_with_the_state_of_their_machines() {
        RunnerHeartbeat last = new RunnerHeartbeat(
                "rack-1",
                "rack-1-0a9c",
                "gpu",
                List.of(AgentType.COMMAND, AgentType.FAKE),
                8,
                3,
                List.of(),
                new HostLoad(412, 0.634, 1.25, 0.4),
                false,
                Duration.ofSeconds(5),
                NOON);
        door.on(
                "GET /v1/runners",
                json(200, new Page<>(List.of(new RunnerView(RunnerState.UNHEALTHY, NOON, last)), null)));

        CommandRun runners = signalbox("runners");

        assertThat(runners.exitCode()).isZero();
        assertThat(runners.outLines().get(1))
                .contains("rack-1", "gpu", "unhealthy", "3/8", "command,fake", "1.25", "63%", "40%", "412");
    }

    private static AgentView view() {
        return new AgentView(
                new WorkspaceId("shop"),
                CARD.id(),
                AgentState.BUSY,
                "works on 1 of at most 4",
                1,
                CARD,
                "ann",
                NOON,
                null);
    }
}
