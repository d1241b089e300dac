package dev.signalbox.cli.teams;

import static dev.signalbox.client.FakeDoor.json;
import static dev.signalbox.client.FakeDoor.text;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.cli.TerminalSize;
import dev.signalbox.client.FakeDoor;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.admission.CircuitStatus;
import dev.signalbox.contracts.api.AdmissionPolicy;
import dev.signalbox.contracts.api.CircuitView;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.PressureView;
import dev.signalbox.contracts.api.PressureView.PressureSeverity;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.RunViewBuilder;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.runner.HostLoad;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import dev.signalbox.contracts.spec.Usage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamCommandsTest {
    private static final PressureView LEFT = new PressureView(
            "left",
            PressureSeverity.CRITICAL,
            "load 20.00 per core (at most 16.00)",
            Instant.parse("2026-06-01T12:00:00Z"),
            new HostLoad(40, 0.5, 20, 0.5));

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunId RUN = new RunId("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("/tmp/w");
    private static final StepId SCOUT = new StepId("scout");
    private static final StepCounts COUNTS = new StepCounts(0, 0, 0, 1, 0, 0, 0);

    @TempDir
    Path root;

    private Path home;
    private Path project;
    private FakeDoor door;

    @BeforeEach
    void open() throws IOException {
        home = Files.createDirectories(root.resolve("home"));
        project = Files.createDirectories(root.resolve("project/deep"));
        door = new FakeDoor();
        door.on("POST /v1/runs", json(202, new RunAdmitted(RUN, WORKSPACE, "core", false, 2, List.of(), Map.of())));
        write("project/.pi/agents/teams.yaml", "solo: [scout]\ncore: [scout, 'planner']\n");
        write(
                "project/.pi/agents/pipelines.yaml",
                "flow:\n  description: Look, then plan\n  steps:\n    - {agent: scout, prompt: Look at $INPUT}\n"
                        + "    - {agent: planner, prompt: 'Plan $INPUT'}\n");
        write("project/.pi/agents/scout.md", "---\nname: scout\ndescription: project's\n---\nLook.\n");
        write("home/.pi/agent/agents/scout.md", "---\nname: scout\ndescription: user's\n---\n");
        write("home/.pi/agent/agents/planner.md", "---\nname: planner\ndescription: user's\n---\n");
        write("home/.pi/agent/agents/teams.yaml", "mine: [planner]\n");
    }

    @AfterEach
    void close() {
        door.close();
    }

    private void write(String file, String content) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }

    private CommandRun signalbox(String... arguments) {
        return in(project, Map.of(), arguments);
    }

    private CommandRun in(Path directory, Map<String, String> more, String... arguments) {
        Map<String, String> environment = new HashMap<>(more);
        environment.put("SIGNALBOX_URL", door.address().toString());
        environment.put("HOME", home.toString());
        return CommandRun.of(directory, environment, arguments);
    }

    private JsonNode sent() throws IOException {
        return ContractJson.mapper().readTree(door.seen.getFirst().body());
    }

    private List<String> sentFiles() throws IOException {
        List<String> names = new ArrayList<>();
        sent().at("/sources").forEach(source -> {
            Path file = Path.of(source.at("/name").asText());
            names.add(root.relativize(project.resolve(file)).toString());
        });
        return names;
    }

    @Test
    void teams_are_listed_by_name_from_the_nearest_directory_upwards() {
        CommandRun listed = signalbox("teams");

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.outLines())
                .containsExactly(
                        "- core: scout, planner",
                        "- solo: scout",
                        "from the project directory " + root.resolve("project/.pi/agents"));
    }

    @Test
    void pipelines_are_listed_with_what_they_are_for_and_their_steps() {
        assertThat(signalbox("pipelines").outLines())
                .first()
                .isEqualTo("- flow: Look, then plan; 2 steps: scout -> planner");
    }

    @Test
    void without_a_project_the_directory_of_the_person_counts_and_variables_say_where_it_is() throws IOException {
        write("elsewhere/agents/teams.yaml", "theirs: [planner]\n");

        CommandRun usual = in(home, Map.of(), "teams");
        CommandRun chosen =
                in(home, Map.of("PI_CODING_AGENT_DIR", root.resolve("elsewhere").toString()), "teams");

        assertThat(usual.out()).contains("- mine: planner", "from the user directory");
        assertThat(chosen.out()).contains("- theirs: planner").doesNotContain("mine");
    }

    @Test
    void a_project_without_the_file_has_no_teams_and_does_not_fall_back() throws IOException {
        Files.delete(root.resolve("project/.pi/agents/teams.yaml"));

        CommandRun listed = signalbox("teams");
        CommandRun run = signalbox("team", "core", "go");

        assertThat(listed.exitCode()).isZero();
        assertThat(listed.out()).contains("no teams");
        assertThat(listed.err()).contains("There is no teams.yaml");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no teams.yaml");
    }

    @Test
    void lists_are_json_for_programs() throws IOException {
        JsonNode listed =
                ContractJson.mapper().readTree(signalbox("pipelines", "--json").out());

        assertThat(listed.at("/source").asText()).isEqualTo("project");
        assertThat(listed.at("/items/0/name").asText()).isEqualTo("flow");
        assertThat(listed.at("/items/0/agents/1").asText()).isEqualTo("planner");
    }

    @Test
    void a_file_that_is_not_understood_is_listed_as_far_as_it_can_be_and_exits_with_2() throws IOException {
        write("project/.pi/agents/pipelines.yaml", "flow: {when: {x: y}, steps: [{agent: scout, prompt: go}]}\n");

        CommandRun listed = signalbox("pipelines");

        assertThat(listed.exitCode()).isEqualTo(2);
        assertThat(listed.out()).contains("- flow: 1 step: scout");
        assertThat(listed.err()).contains("1:8", "DIALECT_NOT_UNDERSTOOD");
    }

    @Test
    void a_team_is_submitted_with_its_goal_and_the_agents_of_both_the_projects_first() throws IOException {
        CommandRun run = signalbox("team", "core", "find", "the leak");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("run " + RUN + " admitted");
        assertThat(sent().at("/format").asText()).isEqualTo("teams");
        assertThat(sent().at("/parameters/target").asText()).isEqualTo("core");
        assertThat(sent().at("/parameters/goal").asText()).isEqualTo("find the leak");
        assertThat(sent().at("/workspace").asText())
                .isEqualTo(project.toRealPath().toString());
        assertThat(sentFiles())
                .containsExactly(
                        "project/.pi/agents/teams.yaml",
                        "project/.pi/agents/scout.md",
                        "home/.pi/agent/agents/planner.md");
    }

    @Test
    void the_scope_says_whose_agents_count() throws IOException {
        signalbox("team", "solo", "go", "--scope=user");

        assertThat(sentFiles())
                .containsExactly(
                        "project/.pi/agents/teams.yaml",
                        "home/.pi/agent/agents/planner.md",
                        "home/.pi/agent/agents/scout.md");
    }

    @Test
    void every_option_reaches_the_door_in_both_ways_to_write_it() throws IOException {
        write("project/deep/agents.yaml", "agents: {scout: {type: fake}, planner: {type: fake}}\n");

        CommandRun run = signalbox(
                "team",
                "core",
                "go",
                "--concurrency=2",
                "--governor-mode",
                "Enforce",
                "--gov-max-cost=0.5",
                "--gov-max-tokens",
                "900",
                "--gov-fuse-seconds=60",
                "--agents",
                "agents.yaml",
                "--workspace",
                "payments",
                "--idempotency-key=k-1");

        assertThat(run.err()).isEmpty();
        assertThat(sent().at("/parameters/concurrency").asInt()).isEqualTo(2);
        assertThat(sent().at("/parameters/governor/mode").asText()).isEqualTo("enforce");
        assertThat(sent().at("/parameters/governor/maxCostUsd").asText()).isEqualTo("0.5");
        assertThat(sent().at("/parameters/governor/maxTokens").asInt()).isEqualTo(900);
        assertThat(sent().at("/parameters/governor/fuseSeconds").asInt()).isEqualTo(60);
        assertThat(sent().at("/agents/name").asText()).isEqualTo("agents.yaml");
        assertThat(sent().at("/workspace").asText()).isEqualTo("payments");
        assertThat(sentFiles()).containsExactly("project/.pi/agents/teams.yaml");
        assertThat(door.seen.getFirst().header("idempotency-key")).contains("k-1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "team core go --concurency 2",
                "team core go --concurrency 0",
                "team core go --concurrency 9",
                "team core go --concurrency many",
                "team core go --scope everybody",
                "team core go --gov-mode warm",
                "team core go --gov-max-cost 0",
                "team core go --gov-max-cost=cheap",
                "team core go --gov-max-tokens 0",
                "team core go --gov-fuse-seconds 59",
                "team core go --unknown=value",
                "team core",
                "team",
                "team nobody go",
                "team core go --agents nowhere.yaml",
                "pipeline flow go --concurrency 2",
                "pipeline flow",
                "pipeline flwo go"
            })
    void a_wrong_option_name_or_value_is_wrong_usage_and_nothing_is_sent(String line) {
        CommandRun run = signalbox(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isNotBlank();
        assertThat(door.seen).isEmpty();
    }

    @Test
    void what_looks_like_an_option_or_a_file_of_arguments_can_be_goal() throws IOException {
        write("project/deep/README.md", "not the goal");

        signalbox("pipeline", "flow", "--", "explain", "--wait", "in", "@README.md");

        assertThat(sent().at("/parameters/goal").asText()).isEqualTo("explain --wait in @README.md");
    }

    @Test
    void a_dry_run_shows_the_order_and_asks_nobody() {
        CommandRun run = signalbox("pipeline", "flow", "go", "--dry-run");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("pipeline flow: 2 steps on 2 levels", "Nothing was started.");
        assertThat(run.err()).isEmpty();
        assertThat(door.seen).isEmpty();
    }

    private static RunEvent event(long seq, RunFact fact) {
        return new RunEvent(RUN, WORKSPACE, seq, NOON.plusSeconds(seq), fact);
    }

    private static List<RunEvent> events() {
        return events("found \u001b[31mit\u001b[0m\n");
    }

    private static List<RunEvent> events(@Nullable String output) {
        StepSpec step = StepSpecBuilder.builder()
                .id(SCOUT)
                .agent(new AgentId("scout"))
                .prompt("Look")
                .files(FileScope.NONE)
                .retry(RetryPolicy.ONCE)
                .build();
        RunSpec spec = new RunSpec(
                "core",
                WORKSPACE,
                List.of(new AgentSpec(new AgentId("scout"), AgentType.FAKE, null, 1, List.of(), "default")),
                List.of(step),
                RunOptions.DEFAULT,
                new DefinitionSource("teams", List.of("teams.yaml")),
                Map.of("goal", "find the leak"),
                Map.of());
        AttemptResult result = new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, Usage.NONE, 9, output);
        return List.of(
                event(1, new RunAccepted(spec, new Idempotency("k", KeyOrigin.COMPUTED, "h"), NOON)),
                event(2, new RunStarted()),
                event(3, new StepDispatched(SCOUT, 1, 1, new AgentId("scout"))),
                event(4, new StepSucceeded(SCOUT, 1, 1, result)),
                event(5, new RunEnded(RunStatus.SUCCEEDED, "all steps succeeded", Usage.NONE, COUNTS)));
    }

    @Test
    void the_last_run_is_shown_as_cards_until_it_is_cleared() throws IOException {
        signalbox("team", "solo", "go");
        door.on("GET /v1/runs/" + RUN + "/events", json(200, new Page<>(events(), null)));

        CommandRun shown = signalbox("orchestration");
        CommandRun cleared = signalbox("orchestration-clear");
        CommandRun after = signalbox("orchestration");

        assertThat(shown.exitCode()).isZero();
        assertThat(shown.out())
                .contains("done 1 · fail 0 · run 0 · pending 0", "goal: find the leak", "│ scout #1", "found it")
                .doesNotContain("\u001b");
        assertThat(cleared.out()).isEqualTo("Cleared.\n");
        assertThat(after.out()).contains("No team or pipeline was started from here");
    }

    @Test
    void waiting_prints_a_line_for_each_change_and_the_cards_once_at_the_end() throws IOException {
        String stream = events().stream()
                .map(event -> "data: " + FakeDoor.written(event) + "\n\n")
                .collect(joining());
        door.on("GET /v1/runs/" + RUN, json(200, view()));
        door.on("GET /v1/runs/" + RUN + "/stream", text(200, stream));

        CommandRun run = signalbox("team", "solo", "go", "--wait");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("scout goes to scout", "│ ✓ succeeded · fake", "found it")
                .doesNotContain("\u001b");
        assertThat(run.outLines().stream().filter(line -> line.startsWith("╭"))).hasSize(1);
    }

    @Test
    void on_a_terminal_the_cards_are_painted_and_what_a_step_printed_is_asked_for() {
        String stream = events(null).stream()
                .map(event -> "data: " + FakeDoor.written(event) + "\n\n")
                .collect(joining());
        door.on("GET /v1/runs/" + RUN, json(200, view()));
        door.on("GET /v1/runs/" + RUN + "/stream", text(200, stream));
        OutputChunk chunk = new OutputChunk(
                new AttemptRef(WORKSPACE, RUN, SCOUT, 1, 1),
                1,
                OutputStreamName.STDOUT,
                "nothing\nunder the sink\n",
                0,
                NOON);
        door.on("GET /v1/runs/" + RUN + "/steps/scout/output", json(200, new Page<>(List.of(chunk), null)));

        CommandRun run = CommandRun.on(
                new TerminalSize(true, 50, 24),
                project,
                Map.of(
                        "SIGNALBOX_URL", door.address().toString(),
                        "HOME", home.toString(),
                        "NO_COLOR", "1"),
                "team",
                "solo",
                "go",
                "--wait");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains("│ ✓ succeeded · fake", "│ nothing under the sink");
        assertThat(run.outLines()).filteredOn(line -> line.startsWith("│")).allMatch(line -> line.length() == 50);
    }

    private static RunView view() {
        return RunViewBuilder.builder()
                .run(RUN)
                .name("core")
                .workspace(WORKSPACE)
                .format("teams")
                .status(RunStatus.SUCCEEDED)
                .steps(COUNTS)
                .usage(Usage.NONE)
                .submittedAt(NOON)
                .startedAt(NOON)
                .endedAt(NOON)
                .lastSeq(5)
                .build();
    }

    @Test
    void the_policy_is_what_the_door_says() {
        door.on(
                "GET /v1/admission/policy",
                json(
                        200,
                        new AdmissionPolicy(
                                6,
                                2,
                                Duration.ofMinutes(1),
                                Duration.ofHours(24),
                                8_388_608,
                                33_554_432,
                                new AdmissionPolicy.Caps(4, 16, 2),
                                new AdmissionPolicy.Queue("queue", 100, 3, Duration.ofMinutes(1)),
                                new AdmissionPolicy.Breaker(
                                        Duration.ofSeconds(30),
                                        3,
                                        24,
                                        Duration.ofSeconds(45),
                                        20,
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(30),
                                        new HostLoad(20_000, 0.95, 16, 0.97)),
                                new AdmissionPolicy.DecisionLog("/tmp/a.ndjson", 1024, 5, Duration.ofSeconds(15)))));

        CommandRun policy = signalbox("orchestration-policy");

        assertThat(policy.out())
                .contains(
                        "live runs at most    6",
                        "live runs now        2",
                        "8388608 bytes",
                        "live runs at most    4 in a workspace",
                        "depth at most        2",
                        "when all is full     queue, up to 100",
                        "waiting runs now     3",
                        "silent attempts      24 at most",
                        "20000 processes, 95 % memory, load 16.0 per core, 97 % disk",
                        "/tmp/a.ndjson");
    }

    @Test
    void how_many_are_live_is_unknown_when_the_door_cannot_say() {
        door.on(
                "GET /v1/admission/policy",
                json(
                        200,
                        new AdmissionPolicy(
                                6, null, Duration.ofMinutes(1), Duration.ofHours(24), 1, 1, null, null, null, null)));

        assertThat(signalbox("orchestration-policy").out()).contains("live runs now        unknown");
    }

    @Test
    void the_circuit_breaker_is_shown_with_its_cause_and_what_it_looks_at() throws IOException {
        door.on("GET /v1/admission/circuit", json(200, circuit()));

        CommandRun shown = signalbox("orchestration-circuit");
        JsonNode json = ContractJson.mapper()
                .readTree(signalbox("orchestration-circuit", "--json").out());

        assertThat(shown.out())
                .contains("open, host pressure", "too hot (admission)", "opened               2 times")
                .contains("silent attempts      1, at most 24")
                .contains("pressure             critical, left: load 20.00 per core (at most 16.00)")
                .contains("                     ok, right: 40 processes");
        assertThat(json.at("/cause").asText()).isEqualTo("host_pressure");
    }

    @Test
    void the_circuit_breaker_is_opened_and_closed_by_hand_but_not_both_at_once() {
        door.on("POST /v1/admission/circuit/trip", json(200, circuit()));
        door.on("POST /v1/admission/circuit/reset", json(200, circuit()));

        assertThat(signalbox("orchestration-circuit", "--trip", "--reason", "a bad day")
                        .exitCode())
                .isZero();
        assertThat(signalbox("orchestration-circuit", "--reset").exitCode()).isZero();
        assertThat(signalbox("orchestration-circuit", "--trip", "--reset").exitCode())
                .isEqualTo(2);
    }

    @Test
    void a_breaker_that_hears_of_no_machine_says_so() {
        door.on(
                "GET /v1/admission/circuit",
                json(
                        200,
                        new CircuitView(
                                CircuitStatus.CLOSED,
                                null,
                                "it never opened",
                                "admission",
                                null,
                                null,
                                0,
                                null,
                                0,
                                0,
                                0,
                                0,
                                24,
                                null,
                                List.of())));

        assertThat(signalbox("orchestration-circuit").out()).contains("pressure             unavailable");
    }

    private static CircuitView circuit() {
        return new CircuitView(
                CircuitStatus.OPEN,
                CircuitCause.HOST_PRESSURE,
                "too hot",
                "admission",
                NOON,
                NOON.plusSeconds(30),
                2,
                null,
                6,
                5,
                4,
                1,
                24,
                LEFT,
                List.of(LEFT, new PressureView("right", PressureSeverity.OK, "40 processes", NOON, null)));
    }
}
