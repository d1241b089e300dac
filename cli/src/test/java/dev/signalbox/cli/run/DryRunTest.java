package dev.signalbox.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.cli.CommandRun;
import dev.signalbox.contracts.ContractJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DryRunTest {
    private static final Path EXAMPLES = Path.of("../examples").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    /** Whoever asked a service here would fail: nothing listens on port 1. */
    private CommandRun signalbox(String... arguments) {
        return CommandRun.of(directory, Map.of("SIGNALBOX_URL", "http://127.0.0.1:1"), arguments);
    }

    @Test
    void the_demonstration_has_twelve_steps_and_two_pairs_that_want_the_same_files() throws IOException {
        CommandRun plan = signalbox("run", EXAMPLES + "/demo/demo.yaml", "--dry-run", "--strict", "--json");

        assertThat(plan.exitCode()).as(plan.err()).isZero();
        JsonNode json = ContractJson.mapper().readTree(plan.out());
        assertThat(json.at("/plan/order")).hasSize(12);
        assertThat(json.at("/plan/conflictCount").asInt()).isEqualTo(2);
        assertThat(json.at("/plan/conflicts").findValuesAsText("second")).containsExactly("proofread", "style");
        assertThat(json.at("/warnings")).isEmpty();
    }

    @Test
    void the_order_says_who_would_run_what_and_what_waits_for_what() {
        CommandRun plan = signalbox("run", EXAMPLES + "/demo/demo.yaml", "--dry-run");

        assertThat(plan.outLines().getFirst()).startsWith("demo: 12 steps on 6 levels, in " + directory);
        assertThat(plan.outLines().get(1)).contains("LEVEL", "STEP", "WOULD GO TO", "AFTER");
        assertThat(plan.out())
                .contains(
                        "2 pairs of steps may not be in flight together",
                        "  guide (docs/guide.md) and proofread (docs/**) meet at docs/guide.md",
                        "The longest chain has 6 steps: survey > model > interface",
                        "Nothing was started.");
    }

    @Test
    void short_ids_in_the_tracks_of_the_agents_file_mean_the_long_ids_of_the_workstreams() {
        CommandRun plan = signalbox(
                "run",
                EXAMPLES + "/workstreams/streams",
                "--agents",
                EXAMPLES + "/workstreams/agents.yaml",
                "--dry-run");

        assertThat(plan.exitCode()).as(plan.err()).isZero();
        assertThat(plan.outLines())
                .anyMatch(line -> line.matches("0 +ws-03-config-loader +agent-2 .*"))
                .anyMatch(line -> line.matches("1 +ws-22-cache +agent-1 .*"));
        assertThat(plan.out()).contains("errors/registry.py");
    }

    @Test
    void problems_are_shown_with_their_lines_and_are_exit_code_2() throws IOException {
        Files.writeString(directory.resolve("bad.yaml"), """
                apiVersion: signalbox/v1
                agents: {a: {type: command}}
                steps:
                  build:
                    depends_on: [missing]
                    run: [make]
                """);

        CommandRun plan = signalbox("run", "bad.yaml", "--dry-run");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.out()).isEmpty();
        assertThat(plan.err().lines().toList())
                .anyMatch(line -> line.startsWith("bad.yaml:5:18 DEPENDENCY_UNKNOWN"))
                .contains(" 5 |     depends_on: [missing]", "   |                  ^")
                .last()
                .isEqualTo("DEFINITION_INVALID The definition has errors: 1 error. Nothing was started.");
    }

    @Test
    void a_warning_is_shown_and_with_strict_it_is_an_error() throws IOException {
        Files.writeString(
                directory.resolve("odd.yaml"),
                "apiVersion: signalbox/v1\nagents: {a: {type: command}}\ncolour: red\nsteps: {b: {run: [make]}}\n");

        CommandRun lenient = signalbox("run", "odd.yaml", "--dry-run");
        CommandRun strict = signalbox("run", "odd.yaml", "--dry-run", "--strict");

        assertThat(lenient.exitCode()).isZero();
        assertThat(lenient.err()).contains("odd.yaml:3:1 warning KEY_UNKNOWN", " 3 | colour: red");
        assertThat(strict.exitCode()).isEqualTo(2);
    }
}
