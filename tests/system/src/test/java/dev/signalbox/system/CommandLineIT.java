package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.standalone.process.FreePort;
import dev.signalbox.system.proof.Invariants;
import dev.signalbox.system.stack.Ids;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.CommandLine;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The command, as a process of its own. */
class CommandLineIT extends SystemTest {
    private CommandLine signalbox;

    @SuppressWarnings("NullAway.Init")
    CommandLineIT() {}

    @BeforeEach
    void findTheCommand() {
        signalbox = new CommandLine(stack.stack().door().toString(), site.workspace());
    }

    @Test
    void a_run_that_succeeds_is_waited_for_and_gives_zero() throws IOException {
        Path definition = file(Graph.ofCommands(
                "good",
                2,
                List.of(
                        Step.running("one", site.working(0.1)),
                        Step.running("two", site.working(0.1)).after("one"))));

        CommandLine.Result result = signalbox.run("run", definition.toString(), "--wait", "--json");

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.json().get("status").asText()).isEqualTo("succeeded");
        RunId run = new RunId(result.json().get("run").asText());
        Invariants.hold(stack, site.ledger(), run);
        assertThat(stack.client().run(run).workspace().value())
                .isEqualTo(site.workspace().toString());
        theOtherCommandsTellTheSame(run);
    }

    private void theOtherCommandsTellTheSame(RunId run) {
        assertThat(signalbox
                        .run("status", run.value(), "--json")
                        .json()
                        .get("status")
                        .asText())
                .isEqualTo("succeeded");
        assertThat(signalbox.run("steps", run.value()).standardOutput()).contains("one", "two", "succeeded");
        assertThat(signalbox.run("events", run.value()).standardOutput()).contains("two");
        assertThat(signalbox.run("runs").standardOutput()).contains(run.value());
        assertThat(signalbox.run("logs", run.value(), "one").exitCode()).isZero();
        assertThat(signalbox.run("cancel", run.value()).exitCode()).isEqualTo(2);
    }

    @Test
    void a_run_that_fails_gives_one() throws IOException {
        Path definition = file(Graph.ofCommands("bad", 1, List.of(Step.running("only", List.of("false")))));

        CommandLine.Result result = signalbox.run("run", definition.toString(), "--wait");

        assertThat(result.exitCode()).as(result.toString()).isEqualTo(1);
        assertThat(result.standardOutput() + result.standardError())
                .contains("only")
                .contains("failed");
    }

    @Test
    void a_wrong_definition_gives_two_and_shows_the_line() throws IOException {
        Path definition = Files.writeString(site.workspace().resolve("wrong.yaml"), """
                apiVersion: signalbox/v1
                agents: {a: {type: fake}}
                steps:
                  - {id: one, depends_on: [nowhere]}
                """);

        CommandLine.Result result = signalbox.run("run", definition.toString());

        assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
        assertThat(result.standardError()).contains("wrong.yaml:4:").contains("nowhere");
    }

    @Test
    void an_unknown_command_gives_two() {
        CommandLine.Result result = signalbox.run("frobnicate");

        assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
        assertThat(result.standardError()).contains("frobnicate");
    }

    @Test
    void a_file_that_is_not_there_gives_two() {
        CommandLine.Result result = signalbox.run("run", "no-such-file.yaml");

        assertThat(result.exitCode()).as(result.toString()).isEqualTo(2);
        assertThat(result.standardError()).contains("no-such-file.yaml");
    }

    @Test
    void a_full_house_gives_three() throws IOException {
        for (int number = 0; number < RunningStack.RUN_CAP; number++) {
            stack.submit(Graph.ofFakes("full-" + number, 1, List.of(Step.played("long", "60s")))
                    .in(site.workspace()));
        }
        Path definition = file(Graph.ofFakes("one-too-many", 1, List.of(Step.played("only", "0s"))));

        CommandLine.Result result = signalbox.run("run", definition.toString());

        assertThat(result.exitCode()).as(result.toString()).isEqualTo(3);
        assertThat(result.standardError()).contains("RUN_CAP_REACHED");
    }

    @Test
    void a_key_of_another_request_gives_three() throws IOException {
        String key = Ids.next();
        Path first = file(Graph.ofFakes("first", 1, List.of(Step.played("only", "0s"))));
        assertThat(signalbox
                        .run("run", first.toString(), "--idempotency-key", key)
                        .exitCode())
                .isZero();
        Path second = file(Graph.ofFakes("second", 1, List.of(Step.played("only", "0s"))));

        assertThat(signalbox
                        .run("run", second.toString(), "--idempotency-key", key)
                        .exitCode())
                .isEqualTo(3);
    }

    @Test
    void a_dead_door_gives_four_and_one_clear_sentence() {
        CommandLine.Result result = signalbox.run("runs", "--url", "http://127.0.0.1:" + FreePort.any());

        assertThat(result.exitCode()).as(result.toString()).isEqualTo(4);
        assertThat(result.standardError().lines().filter(line -> !line.isBlank()))
                .hasSizeBetween(1, 2);
        assertThat(result.standardError()).doesNotContain("Exception");
    }

    @Test
    void a_dry_run_needs_no_service_and_creates_nothing() throws IOException {
        long before = stack.topics().length(Topics.COMMANDS);
        Path definition = file(Graph.ofCommands(
                "plan",
                2,
                List.of(
                        Step.running("one", List.of("true")).writing("src/**"),
                        Step.running("two", List.of("true")).writing("src/main/x"))));

        CommandLine.Result result =
                new CommandLine("http://127.0.0.1:1", site.workspace()).run("run", definition.toString(), "--dry-run");

        assertThat(result.exitCode()).as(result.toString()).isZero();
        assertThat(result.standardOutput()).contains("one", "two", "worker");
        assertThat(stack.topics().length(Topics.COMMANDS)).isEqualTo(before);
    }

    @Test
    void every_command_explains_itself() {
        for (String command :
                List.of("run", "runs", "status", "steps", "events", "logs", "cancel", "up", "down", "ps", "demo")) {
            CommandLine.Result result = signalbox.run(command, "--help");

            assertThat(result.exitCode()).as(command).isZero();
            assertThat(result.standardOutput()).as(command).contains("signalbox " + command);
        }
    }

    @Test
    void cancel_stops_a_run() throws IOException {
        Path definition = file(Graph.ofCommands("endless", 1, List.of(Step.running("only", site.stubborn()))));
        RunId run = new RunId(signalbox
                .run("run", definition.toString(), "--json")
                .json()
                .get("run")
                .asText());

        assertThat(signalbox.run("cancel", run.value()).exitCode()).isZero();

        assertEnds(run, RunStatus.CANCELLED);
    }

    private Path file(Graph graph) throws IOException {
        return Files.writeString(site.workspace().resolve(graph.name() + ".json"), graph.text());
    }
}
