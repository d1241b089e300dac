package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.signalbox.client.RunFilter;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.AttemptToken;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.standalone.process.Home;
import dev.signalbox.system.stack.PlainDoor.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Agents that submit runs: with the command line as they find it, and with tokens as somebody may forge them. */
class ChildRunIT extends SystemTest {
    @Test
    void an_agent_submits_a_child_run_within_its_files_and_nobody_sees_its_token() throws IOException {
        definition("child.yaml", "c: {run: [\"true\"], files: {write: [\"services/api/**\"]}}");
        definition("wide.yaml", "w: {run: [\"true\"], files: {write: [\"docs/**\"]}}");

        RunId parent = stack.submit(parent("""
                printf %%s "$SIGNALBOX_TOKEN" > token
                %1$s run wide.yaml --json > wide.out 2>&1
                echo $? > wide.exit
                %1$s run child.yaml --wait --json > child.json
                """.formatted(Home.directory().resolve("signalbox"))));

        assertEnds(parent, RunStatus.SUCCEEDED);
        RunView child = onlyChildOf(parent);
        assertThat(child.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(child.parent()).isEqualTo(new ParentRun(parent, new StepId("asks"), 1, 1));
        assertThat(child.workspace().value()).isEqualTo(site.workspace().toString());
        assertThat(read("wide.out")).contains("SCOPE_EXCEEDED", "docs/**");
        assertThat(read("wide.exit").strip()).isEqualTo("3");
        assertThatNobodySees(read("token"), parent, child.run());
    }

    @Test
    void a_child_run_is_cancelled_with_its_parent() throws IOException {
        definition("long.yaml", "c: {run: [sleep, \"1000\"], files: {write: [\"services/**\"]}}");
        RunId parent = stack.submit(parent("""
                %s run long.yaml --json > child.json
                sleep 1000
                """.formatted(Home.directory().resolve("signalbox"))));
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(children(parent))
                        .singleElement()
                        .extracting(RunView::status)
                        .isEqualTo(RunStatus.RUNNING));

        stack.client().cancel(parent, "no longer wanted");

        assertEnds(parent, RunStatus.CANCELLED);
        assertEnds(onlyChildOf(parent).run(), RunStatus.CANCELLED);
    }

    @Test
    void a_token_that_was_forged_or_has_run_out_is_refused_and_so_is_a_run_that_would_stand_too_deep()
            throws IOException {
        String secret = read(Home.directory().resolve("tests/system/target/stack/callback-secret"))
                .strip();
        RunId parent = stack.submit(parent("sleep 1000"));
        stack.awaitVisible(parent);
        await().untilAsserted(() -> assertThat(
                        stack.client().step(parent, new StepId("asks")).startedAt())
                .isNotNull());
        Instant soon = Instant.now().plusSeconds(60);

        Answer forged = submitAs(token(parent, 0, soon).sign("the secret of somebody else"));
        Answer late = submitAs(token(parent, 0, Instant.now().minusSeconds(1)).sign(secret));
        Answer deep = submitAs(token(parent, 2, soon).sign(secret));
        Answer good = submitAs(token(parent, 0, soon).sign(secret));

        assertThat(List.of(forged.status(), late.status())).containsOnly(401);
        assertThat(List.of(forged.problem().code(), late.problem().code())).containsOnly(ProblemCode.TOKEN_INVALID);
        assertThat(deep.problem().code()).isEqualTo(ProblemCode.DEPTH_EXCEEDED);
        assertThat(good.status()).isEqualTo(202);
        stack.client().cancel(parent, null);
        assertEnds(parent, RunStatus.CANCELLED);
    }

    private AttemptToken token(RunId run, int depth, Instant expires) {
        StepView step = stack.client().step(run, new StepId("asks"));
        return new AttemptToken(
                new AttemptRef(
                        new WorkspaceId(site.workspace().toString()), run, step.step(), step.attempt(), step.epoch()),
                depth,
                expires);
    }

    private Answer submitAs(String token) {
        RunRequest request = new RunRequest(
                null,
                List.of(new SourceFile("c.yaml", "{apiVersion: signalbox/v1, steps: {c: {run: [\"true\"]}}}")),
                null,
                null,
                true,
                null);
        try {
            return stack.door()
                    .post(
                            "/v1/runs",
                            ContractJson.mapper().writeValueAsString(request),
                            Map.of("Authorization", "Bearer " + token));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private RunRequest parent(String script) throws IOException {
        Path file = Files.writeString(site.scripts().resolve("asks.sh"), script);
        return new RunRequest(
                site.workspace().toString(),
                List.of(new SourceFile("parent.yaml", """
                        apiVersion: signalbox/v1
                        name: parent
                        steps:
                          asks: {run: [sh, "%s"], files: {write: ["services/**"]}}
                        """.formatted(file))),
                null,
                null,
                true,
                null);
    }

    private void definition(String name, String step) throws IOException {
        Files.writeString(
                site.workspace().resolve(name),
                "{apiVersion: signalbox/v1, name: %s, steps: {%s}}".formatted(name, step));
    }

    private List<RunView> children(RunId parent) {
        return stack.client().runs(new RunFilter(null, null, parent, 10, null)).items();
    }

    private RunView onlyChildOf(RunId parent) {
        List<RunView> children = children(parent);
        assertThat(children).hasSize(1);
        return children.getFirst();
    }

    private String read(String name) throws IOException {
        return read(site.workspace().resolve(name));
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    private void assertThatNobodySees(String token, RunId... runs) throws IOException {
        assertThat(token).startsWith("v1.");
        for (RunId run : runs) {
            assertThat(stack.door().get("/v1/runs/" + run + "/events").body()).doesNotContain(token);
        }
        try (Stream<Path> files = Files.walk(Home.directory().resolve("tests/system/target/stack/logs"))) {
            for (Path log : files.filter(Files::isRegularFile).toList()) {
                assertThat(log).content().doesNotContain(token);
            }
        }
    }
}
