package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.signalbox.client.ProblemException;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.api.StepsRequest;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.system.work.CommandLine;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that get steps while they are live, and runs that are larger than a record of the log. */
class GrowingRunIT extends SystemTest {
    private static final int MANY = 2_000;

    @Test
    void a_run_that_was_submitted_unsealed_grows_and_starts_when_it_is_sealed() throws IOException {
        Files.writeString(site.workspace().resolve("run.yaml"), "{apiVersion: signalbox/v1, steps: {a: {fake: {}}}}");
        Files.writeString(site.workspace().resolve("more.yaml"), "steps: {b: {depends_on: [a], fake: {}}}");
        CommandLine signalbox = new CommandLine(stack.door().address().toString(), site.workspace());
        RunId run = new RunId(signalbox
                .run("run", "run.yaml", "--unsealed", "--json")
                .json()
                .get("run")
                .asText());

        CommandLine.Result added = signalbox.run("add", run.value(), "more.yaml", "--reason", "the plan said so");
        ProblemException unknown = catchThrowableOfType(
                ProblemException.class, () -> add(run, "steps:\n  c:\n    depends_on: [nobody]\n"));
        add(run, "steps: {c: {depends_on: [b], fake: {}}}");

        assertThat(added.exitCode()).as(added.standardError()).isZero();
        assertThat(unknown.problem().code()).isEqualTo(ProblemCode.DEFINITION_INVALID);
        assertThat(unknown.problem().errors())
                .singleElement()
                .extracting(InputProblem::code, InputProblem::line, InputProblem::column)
                .containsExactly("DEPENDENCY_UNKNOWN", 3, 18);
        await().untilAsserted(() -> assertThat(stack.client().steps(run))
                .extracting(StepView::status)
                .containsExactly(StepStatus.PENDING, StepStatus.PENDING, StepStatus.PENDING));

        assertThat(signalbox.run("add", run.value(), "--seal").exitCode()).isZero();

        assertEnds(run, RunStatus.SUCCEEDED);
        assertThat(stack.client().steps(run))
                .extracting(StepView::step)
                .containsExactly(new StepId("a"), new StepId("b"), new StepId("c"));
    }

    @Test
    void steps_that_are_too_large_together_for_one_record_are_one_run() {
        RunRequest request = new RunRequest(
                site.workspace().toString(), List.of(new SourceFile("large.yaml", large())), null, null, true, null);

        RunId run = stack.client().submit(request).run();

        await().atMost(Duration.ofMinutes(2))
                .ignoreExceptionsInstanceOf(ProblemException.class)
                .untilAsserted(() -> assertThat(
                                stack.client().step(run, new StepId("gate")).status())
                        .isEqualTo(StepStatus.RUNNING));
        assertThat(stack.client().run(run).steps().pending()).isEqualTo(MANY - 1);
        assertThat(stack.client().submit(request).run()).isEqualTo(run);
        stack.client().cancel(run, "seen enough");
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(
                        () -> assertThat(stack.client().run(run).status()).isEqualTo(RunStatus.CANCELLED));
        assertThat(stack.client().run(run).steps().cancelled()).isEqualTo(MANY);
    }

    /** Quotes take twice their room as JSON. */
    private static String large() {
        StringBuilder text = new StringBuilder(
                "{apiVersion: signalbox/v1, agents: {f: {type: fake}}, steps: {gate: {fake: {duration: 1h}}");
        String prompt = "\"".repeat(4_100);
        for (int i = 1; i < MANY; i++) {
            text.append(",\ns")
                    .append(i)
                    .append(": {depends_on: [gate], prompt: '")
                    .append(prompt)
                    .append("'}");
        }
        return text.append("}}").toString();
    }

    private void add(RunId run, String steps) {
        stack.client()
                .addSteps(run, new StepsRequest(List.of(new SourceFile("more.yaml", steps)), null, true, false, null));
    }
}
