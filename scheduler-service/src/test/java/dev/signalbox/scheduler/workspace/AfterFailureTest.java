package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.onFailure;
import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.spec.AfterFailure;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to the steps that need a step which has failed for good. */
class AfterFailureTest {
    private static final RunOptions STOP =
            RunOptionsBuilder.builder().onFailure(OnFailure.STOP).priority(5).build();

    private final World world = new World();

    @Test
    void the_steps_that_need_it_go_on_when_it_says_so_and_the_run_has_failed_all_the_same() {
        world.command(submit(1, onFailure(AfterFailure.CONTINUE, step("a")), step("b", "a")));

        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");

        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void what_a_step_says_goes_before_what_its_run_says() {
        world.command(submit(
                1,
                List.of(agent("any", null, 1)),
                STOP,
                List.of(onFailure(AfterFailure.CONTINUE, step("a")), step("b"), step("c", "a"))));

        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);
        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        world.finished(world.dispatched(1, "c"), AttemptOutcome.SUCCEEDED);

        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void a_step_that_was_skipped_has_not_failed_so_those_that_need_it_are_skipped_too() {
        world.command(submit(1, step("a"), onFailure(AfterFailure.CONTINUE, step("b", "a")), step("c", "b")));

        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);

        assertThat(world.factsOf("c")).singleElement().isInstanceOf(StepSkipped.class);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void the_run_pauses_when_it_says_so_and_the_rest_goes_on_when_it_is_let() {
        world.command(submit(
                1,
                List.of(agent("any", null, 1)),
                STOP,
                List.of(onFailure(AfterFailure.PAUSE, step("a")), step("b"), step("c", "a"))));

        List<RunFact> facts = world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);
        assertThat(facts).contains(new RunPaused("step a did not succeed", "scheduler", null));
        assertThat(world.factsOf("c")).singleElement().isInstanceOf(StepSkipped.class);
        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.statuses).containsEntry(run(1), RunStatus.PAUSED);

        world.resumeRun(1);
        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void a_run_with_nothing_left_to_hold_ends_instead_of_pausing() {
        world.command(submit(1, onFailure(AfterFailure.PAUSE, step("a")), step("b", "a")));

        List<RunFact> facts = world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);

        assertThat(facts).noneMatch(RunPaused.class::isInstance);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }
}
