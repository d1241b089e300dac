package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.DefinitionSource;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.stack.Ids;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Steps of which each works on what the one before it has said, and a run that waits for somebody in between. */
class PipelineIT extends SystemTest {
    private static final List<String> REPEAT_THE_PROMPT = shell("cat \"$SIGNALBOX_PROMPT_FILE\"");
    private static final Duration SOON = Duration.ofSeconds(20);

    @Test
    void a_step_is_asked_with_what_the_one_before_it_printed_and_a_checkpoint_waits_for_somebody() {
        RunId run = submit(
                step("plan", shell("echo 'first $INPUT, then $1 \\ $&'; echo noise >&2"), null, null, null),
                step("build", REPEAT_THE_PROMPT, "plan", null, null),
                step("check", REPEAT_THE_PROMPT, "build", "review", null),
                step("report", REPEAT_THE_PROMPT, "check", null, null));

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(step(run, "check").waitsFor()).isEqualTo(new WaitsFor.Approval("review")));
        assertThat(stack.client().run(run).status()).isEqualTo(RunStatus.PAUSED);
        assertThat(output(run, "build")).isEqualTo("Work on: first $INPUT, then $1 \\ $&\n");

        stack.client().resume(run, "the plan is good");

        assertEnds(run, RunStatus.SUCCEEDED);
        assertThat(output(run, "check")).isEqualTo("Work on: Work on: first $INPUT, then $1 \\ $&\n");
        assertThat(History.of(stack, run).facts(RunResumed.class))
                .containsExactly(new RunResumed("the plan is good", "anonymous", List.of(new StepId("check"))));
    }

    @Test
    void nothing_that_a_killed_step_has_said_reaches_the_next_one() {
        RunId run = submit(
                step("plan", shell("echo half a plan; kill -KILL $$"), null, null, AfterFailure.CONTINUE),
                step("build", REPEAT_THE_PROMPT, "plan", null, null),
                step("report", REPEAT_THE_PROMPT, "build", null, null));

        assertEnds(run, RunStatus.FAILED);

        AttemptResult killed = Objects.requireNonNull(step(run, "plan").result());
        assertThat(killed.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(killed.signal()).isEqualTo(9);
        assertThat(killed.output()).isNull();
        assertThat(output(run, "build")).isEqualTo("Work on: (step plan did not succeed, so it has no output)");
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    private StepView step(RunId run, String id) {
        return stack.client().stepsWithOutput(run).stream()
                .filter(step -> step.step().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private @Nullable String output(RunId run, String step) {
        AttemptResult result = step(run, step).result();
        return result == null ? null : result.output();
    }

    private static StepSpec step(
            String id,
            List<String> command,
            @Nullable String before,
            @Nullable String checkpoint,
            @Nullable AfterFailure afterFailure) {
        return StepSpecBuilder.builder()
                .id(new StepId(id))
                .dependsOn(before == null ? List.of() : List.of(new StepId(before)))
                .command(command)
                .prompt(before == null ? null : "Work on: $INPUT")
                .files(FileScope.NONE)
                .retry(RetryPolicy.ONCE)
                .inputs(before == null ? Map.of() : Map.of("$INPUT", new StepId(before)))
                .checkpoint(checkpoint)
                .afterFailure(afterFailure)
                .build();
    }

    private RunId submit(StepSpec... steps) {
        WorkspaceId workspace = new WorkspaceId(site.workspace().toString());
        RunSpec spec = new RunSpec(
                "pipeline",
                workspace,
                List.of(new AgentSpec(
                        new AgentId("any"), AgentType.COMMAND, null, 4, List.of(), AgentSpec.DEFAULT_POOL)),
                List.of(steps),
                RunOptions.DEFAULT,
                new DefinitionSource("signalbox/v1", List.of("pipeline.yaml")));
        SubmitRun submission = new SubmitRun(
                new RunId(UUID.randomUUID().toString()),
                spec,
                new Idempotency("test-" + Ids.next(), KeyOrigin.CALLER, "0".repeat(64)),
                Instant.now());
        stack.topics().send(Topics.COMMANDS, workspace.value(), submission);
        stack.awaitVisible(submission.run());
        return submission.run();
    }
}
