package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunChanges;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.Integration;
import dev.signalbox.contracts.attempt.IntegrationState;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.CommandLine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The example of eight agents in one repository, as its README says to run it. */
class RefactorIT extends SystemTest {
    private static final Path EXAMPLE = Home.directory().resolve("examples/refactor");

    private Path shop;

    @SuppressWarnings("NullAway.Init")
    RefactorIT() {}

    @BeforeEach
    void makeTheRepository() throws IOException, InterruptedException {
        shop = directory.resolve("shop");
        sh("make-repository.sh", shop.toString());
    }

    @Test
    void eight_steps_work_side_by_side_and_one_conflict_is_solved_by_a_retry()
            throws IOException, InterruptedException {
        CommandLine signalbox = new CommandLine(stack.stack().door().toString(), directory);

        CommandLine.Result result = signalbox.run(
                "run",
                EXAMPLE.resolve("refactor.yaml").toString(),
                "--workspace",
                shop.toString(),
                "--max-parallel",
                "4",
                "--json");

        assertThat(result.exitCode()).as(result.toString()).isZero();
        RunId run = new RunId(result.json().get("run").asText());
        assertEnds(run, RunStatus.SUCCEEDED);
        sh("check.sh", shop.toString(), run.value());
        assertThat(conflicts(run))
                .as(() -> "what came to pass: " + History.of(stack, run).events())
                .containsAnyOf("cart", "prices")
                .hasSize(1);
        theChangesAreTold(signalbox, run);
    }

    private void theChangesAreTold(CommandLine signalbox, RunId run) throws IOException {
        RunChanges changes = stack.client().changes(run);
        assertThat(changes.branch()).isEqualTo("signalbox/" + run);
        assertThat(changes.steps()).hasSize(8).allMatch(step -> step.work().state() == IntegrationState.MERGED);
        CommandLine.Result patched = signalbox.run("changes", run.value(), "--patch", "all.patch");
        assertThat(patched.exitCode()).as(patched.toString()).isZero();
        assertThat(patched.standardOutput()).contains("release", "merged", "in branch signalbox/" + run);
        assertThat(Files.readString(directory.resolve("all.patch"))).contains("+- cart: keeps what is in it");
        CommandLine.Result left = signalbox.run("worktrees", "list", "--workspace", shop.toString(), "--json");
        assertThat(left.json().get("count").asInt()).as(left.toString()).isEqualTo(1);
        JsonNode loser = left.json().get("worktrees").get(0);
        assertThat(loser.get("state").asText()).isEqualTo("unmerged");
        itIsKept(signalbox, loser.get("worktree").get("branch").asText());
    }

    private void itIsKept(CommandLine signalbox, String worktree) {
        CommandLine.Result kept =
                signalbox.run("worktrees", "keep", worktree, "--workspace", shop.toString(), "--json");
        assertThat(kept.exitCode()).as(kept.toString()).isZero();
        assertThat(signalbox
                        .run("worktrees", "list", "--workspace", shop.toString())
                        .standardOutput())
                .contains("kept", worktree);
    }

    @Test
    void a_runner_that_is_killed_twice_on_the_way_changes_nothing_of_it() throws IOException, InterruptedException {
        RunId run = stack.submit(new RunRequest(
                shop.toString(),
                List.of(new SourceFile("refactor.yaml", Files.readString(EXAMPLE.resolve("refactor.yaml")))),
                null,
                null,
                false,
                4));
        stack.awaitSuccesses(run, 1);
        stack.killAndAwaitReturn(RunningStack.RUNNER);
        stack.awaitSuccesses(run, 4);
        stack.killAndAwaitReturn(RunningStack.RUNNER);

        assertEnds(run, RunStatus.SUCCEEDED);

        sh("check.sh", shop.toString(), run.value());
    }

    private List<String> conflicts(RunId run) {
        return History.of(stack, run).facts(StepBackingOff.class).stream()
                .filter(rest -> stateOf(rest.result()).equals(Optional.of(IntegrationState.MERGE_CONFLICT)))
                .map(rest -> rest.step().value())
                .toList();
    }

    private static Optional<IntegrationState> stateOf(AttemptResult result) {
        return Optional.ofNullable(result.integration()).map(Integration::state);
    }

    private static void sh(String script, String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("sh", EXAMPLE.resolve(script).toString()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }
}
