package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.asking;
import static dev.signalbox.scheduler.workspace.Specs.onFailure;
import static dev.signalbox.scheduler.workspace.Specs.retried;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a step has answered goes into the prompts of the steps that name it. */
class HandoverTest {
    private final World world = new World();

    @Test
    void the_output_of_a_step_takes_the_place_of_the_text_that_stands_for_it() {
        world.command(submit(1, step("plan"), asking(step("build", "plan"), "Do this: $INPUT!", "$INPUT=plan")));

        world.succeeded(world.dispatched(1, "plan"), "one, two");

        assertThat(world.lastDispatch(1, "build").prompt()).isEqualTo("Do this: one, two!");
    }

    @Test
    void an_output_is_put_in_as_it_is_and_never_looked_at_again() {
        StepSpec build = asking(step("build", "a", "b"), "$A and $B, $A", "$A=a", "$B=b");
        world.command(submit(1, step("a"), step("b"), build));

        world.succeeded(world.dispatched(1, "a"), "$B $& $1 \\ ${x}");
        world.succeeded(world.dispatched(1, "b"), "$A");

        assertThat(world.lastDispatch(1, "build").prompt()).isEqualTo("$B $& $1 \\ ${x} and $A, $B $& $1 \\ ${x}");
    }

    @Test
    void the_longest_text_that_fits_is_the_one_that_is_meant() {
        StepSpec build = asking(step("build", "a", "b"), "$INPUT_2 $INPUT", "$INPUT=a", "$INPUT_2=b");
        world.command(submit(1, step("a"), step("b"), build));

        world.succeeded(world.dispatched(1, "a"), "first");
        world.succeeded(world.dispatched(1, "b"), "second");

        assertThat(world.lastDispatch(1, "build").prompt()).isEqualTo("second first");
    }

    @Test
    void only_a_step_whose_output_is_needed_is_asked_for_it() {
        world.command(submit(1, step("plan"), asking(step("build", "plan"), "$INPUT", "$INPUT=plan")));

        world.succeeded(world.dispatched(1, "plan"), "x");

        assertThat(world.lastDispatch(1, "plan").outputLimit()).isEqualTo(65536);
        assertThat(world.lastDispatch(1, "build").outputLimit()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUCCEEDED", "HANDED_BACK"})
    void nothing_that_a_step_said_is_handed_on_when_it_did_not_succeed(AttemptOutcome outcome) {
        StepSpec plan = onFailure(AfterFailure.CONTINUE, step("plan"));
        world.command(submit(1, plan, asking(step("build", "plan"), "Do this: $INPUT", "$INPUT=plan")));

        world.report(new AttemptFinished(
                world.dispatched(1, "plan"),
                "r1",
                new AttemptResult(outcome, null, 9, "SECRET ERROR", Usage.NONE, 6, "SECRET OUTPUT"),
                world.now));

        assertThat(world.lastDispatch(1, "build").prompt())
                .isEqualTo("Do this: (step plan did not succeed, so it has no output)");
    }

    @Test
    void what_a_failed_attempt_said_is_not_handed_on_when_a_later_one_succeeds() {
        StepSpec plan = retried("plan", 2, Duration.ZERO);
        world.command(submit(1, plan, asking(step("build", "plan"), "$INPUT", "$INPUT=plan")));
        world.report(new AttemptFinished(
                world.dispatched(1, "plan"),
                "r1",
                new AttemptResult(AttemptOutcome.FAILED, 1, null, null, Usage.NONE, 5, "wrong"),
                world.now));

        world.succeeded(world.dispatched(1, "plan"), "right");

        assertThat(world.lastDispatch(1, "build").prompt()).isEqualTo("right");
    }

    @Test
    void an_output_is_there_after_a_restart_and_for_every_attempt_of_the_step_that_takes_it() {
        StepSpec build = asking(retried("build", 2, Duration.ofSeconds(5), "plan"), "$INPUT", "$INPUT=plan");
        world.command(submit(1, step("plan"), build));
        world.succeeded(world.dispatched(1, "plan"), "the plan");
        world.finished(world.dispatched(1, "build"), AttemptOutcome.FAILED);

        world.restart();
        world.pass(Duration.ofSeconds(5));

        assertThat(world.lastDispatch(1, "build").attempt().attempt()).isEqualTo(2);
        assertThat(world.lastDispatch(1, "build").prompt()).isEqualTo("the plan");
    }

    @Test
    void an_output_is_kept_no_longer_than_it_is_needed() {
        world.command(submit(
                1,
                step("plan"),
                asking(step("build", "plan"), "$INPUT", "$INPUT=plan"),
                asking(step("test", "plan"), "$INPUT", "$INPUT=plan"),
                step("ship", "build", "test")));
        world.succeeded(world.dispatched(1, "plan"), "the plan");

        world.finished(world.dispatched(1, "build"), AttemptOutcome.SUCCEEDED);
        world.restart();
        assertThat(world.kept(1, "plan")).contains("the plan");

        world.finished(world.dispatched(1, "test"), AttemptOutcome.SUCCEEDED);
        assertThat(world.kept(1, "plan")).doesNotContain("the plan");
    }

    @Test
    void many_outputs_in_one_prompt_share_a_megabyte() {
        List<StepSpec> steps = new ArrayList<>();
        List<String> sources = new ArrayList<>();
        StringBuilder prompt = new StringBuilder();
        for (int i = 100; i < 140; i++) {
            steps.add(step("s" + i));
            sources.add("$" + i + "=s" + i);
            prompt.append('$').append(i);
        }
        String[] needs = steps.stream().map(s -> s.id().value()).toArray(String[]::new);
        steps.add(asking(step("all", needs), prompt.toString(), sources.toArray(String[]::new)));
        world.command(submit(1, steps.toArray(StepSpec[]::new)));

        for (String needed : needs) {
            world.succeeded(world.dispatched(1, needed), "ä".repeat(32 * 1024));
        }

        String filled = String.valueOf(world.lastDispatch(1, "all").prompt());
        assertThat(filled.getBytes(StandardCharsets.UTF_8)).hasSizeBetween(1000 * 1024, 1030 * 1024);
        assertThat(filled).contains(" bytes are left out]\nä").doesNotContain("\uFFFD");
    }
}
