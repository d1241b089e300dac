package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.system.work.CommandLine;
import dev.signalbox.system.work.GitWorkspace;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Work that is not merged until somebody has decided, and what is done about it on the command line. */
class DecisionIT extends SystemTest {
    private static final StepId HELD = new StepId("held");

    private CommandLine signalbox;
    private GitWorkspace repository;

    @SuppressWarnings("NullAway.Init")
    DecisionIT() {}

    @BeforeEach
    void makeTheRepository() {
        signalbox = new CommandLine(stack.stack().door().toString(), site.workspace());
        repository = GitWorkspace.begin(site.workspace());
    }

    @Test
    void work_that_is_discarded_is_left_on_its_branch_and_what_needs_it_is_skipped() throws IOException {
        RunId run = runWithHeldWork();

        CommandLine.Result discarded = signalbox.run("discard", run.value(), "held", "--reason", "done by hand");

        assertThat(discarded.exitCode()).as(discarded.toString()).isZero();
        assertThat(discarded.standardOutput()).contains("give up the work of step held");
        assertEnds(run, RunStatus.FAILED);
        assertThat(stack.client().steps(run))
                .extracting(StepView::status)
                .containsExactly(StepStatus.FAILED, StepStatus.SKIPPED);
        assertThat(signalbox.run("events", run.value()).standardOutput()).contains("done by hand");
        assertThat(repository.git("branch", "--list", "ws/*")).contains("ws/held/");
        assertThat(repository.git("ls-tree", "--name-only", "signalbox/" + run)).isEqualTo("README");
    }

    @Test
    void a_conflicted_step_is_counted_as_such_and_an_added_step_works_apart_as_its_run_says() throws IOException {
        RunId run = runWithHeldWork();
        Files.writeString(
                site.workspace().resolve("more.yaml"),
                "steps: {more: {run: [sh, -c, 'echo y > added'], files: {write: [added]}}}");

        CommandLine.Result added = signalbox.run("add", run.value(), "more.yaml");

        assertThat(added.exitCode()).as(added.toString()).isZero();
        await().ignoreExceptions()
                .until(() -> stack.client().step(run, new StepId("more")).status() == StepStatus.SUCCEEDED);
        assertThat(signalbox.run("status", run.value()).standardOutput())
                .contains("1 succeeded, 1 conflicted, 1 pending");
        assertThat(site.workspace().resolve("added")).doesNotExist();
        assertThat(repository.git("show", "signalbox/" + run + ":added")).isEqualTo("y");
        assertThat(signalbox.run("discard", run.value(), "held").exitCode()).isZero();
        assertEnds(run, RunStatus.FAILED);
    }

    /** The one step has changed what it did not say it would, and the other needs it. */
    private RunId runWithHeldWork() throws IOException {
        Files.writeString(site.workspace().resolve("decide.yaml"), """
                apiVersion: signalbox/v1
                isolation: {mode: worktree, outside_claim: hold}
                agents: {coder: {type: command, run: [sh, -c, 'echo x > outside']}}
                steps:
                  held: {files: {write: [inside]}}
                  needs: {depends_on: [held]}
                """);
        RunId run = new RunId(
                signalbox.run("run", "decide.yaml", "--json").json().get("run").asText());
        await().ignoreExceptions().until(() -> stack.client().step(run, HELD).status() == StepStatus.CONFLICTED);
        return run;
    }
}
