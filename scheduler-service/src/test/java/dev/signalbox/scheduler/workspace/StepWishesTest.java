package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.retried;
import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.command.ChangePriority;
import dev.signalbox.contracts.command.RetrySteps;
import dev.signalbox.contracts.command.SkipStep;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunPriorityChanged;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Steps that are tried again, done without, or moved forward in line because somebody asks for it. */
class StepWishesTest {
    private static final String RETRY = "dev.signalbox.retry-steps.v1";
    private static final String SKIP = "dev.signalbox.skip-step.v1";

    private final World world = new World();

    @Test
    void a_failed_step_is_tried_again_and_what_was_skipped_because_of_it_waits_again() {
        world.command(submit(1, step("a"), step("b", "a"), step("c", "b"), step("slow")));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);

        List<RunFact> facts = retry("a");

        assertThat(facts)
                .contains(
                        new StepReopened(id("a"), null, "fixed", "ann"),
                        new StepReopened(id("b"), id("a"), "fixed", "ann"),
                        new StepReopened(id("c"), id("a"), "fixed", "ann"));
        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(2);

        Stream.of("a", "b", "c", "slow").forEach(this::succeed);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
        world.assertSequencesHaveNoGap();
    }

    @Test
    void a_step_that_is_tried_again_has_all_its_attempts_anew() {
        world.command(submit(1, retried("a", 2, Duration.ZERO), step("slow")));
        fail("a");
        fail("a");

        retry("a");
        fail("a");

        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(4);
        fail("a");
        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(4);
    }

    @Test
    void every_failed_step_is_tried_again_when_none_is_named_and_a_step_behind_two_waits_for_both() {
        world.command(submit(1, step("a"), step("b"), step("c", "a", "b"), step("slow")));
        fail("a");
        fail("b");

        retry();
        succeed("a");
        assertThat(world.dispatchedSteps()).doesNotContain("c");

        succeed("b");
        assertThat(world.dispatchedSteps()).contains("c");
    }

    @Test
    void a_step_behind_another_failure_stays_skipped() {
        world.command(submit(1, step("a"), step("b"), step("c", "a", "b"), step("slow")));
        fail("a");
        fail("b");

        retry("a");
        succeed("a");
        succeed("slow");

        assertThat(world.factsOf("c")).containsExactly(new StepSkipped(id("c"), id("a"), "step a did not succeed"));
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void a_run_that_stopped_at_a_failure_goes_on_when_that_step_is_tried_again() {
        RunOptions stop = RunOptionsBuilder.builder()
                .onFailure(OnFailure.STOP)
                .priority(5)
                .build();
        world.command(
                submit(1, List.of(agent("one", null, 2)), stop, List.of(step("a"), step("slow"), step("b", "slow"))));
        fail("a");
        assertThat(world.factsOf("b")).hasSize(1);

        retry("a");
        Stream.of("a", "slow", "b").forEach(this::succeed);

        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
    }

    @Test
    void a_step_that_has_not_failed_is_left_as_it_is_and_the_history_says_so() {
        world.command(submit(1, step("a"), step("b", "a")));

        assertThat(retry("a")).containsExactly(new CommandRejected(RETRY, id("a"), "the step has not failed", "ann"));
        assertThat(retry("nobody"))
                .containsExactly(new CommandRejected(RETRY, id("nobody"), "the run has no such step", "ann"));
        assertThat(retry()).containsExactly(new CommandRejected(RETRY, null, "no step of the run has failed", "ann"));
    }

    @Test
    void a_retry_that_comes_after_the_cancel_is_rejected_and_a_cancel_after_the_retry_stops_it() {
        world.command(submit(1, step("a"), step("slow")));
        fail("a");
        retry("a");

        world.cancel(1);
        assertThat(world.stops).hasSize(2);

        assertThat(retry("a")).containsExactly(new CommandRejected(RETRY, null, "the run is being stopped", "ann"));
    }

    @Test
    void nothing_is_asked_of_a_run_that_has_ended() {
        world.command(submit(1, step("a")));
        fail("a");

        assertThat(retry("a")).isEmpty();
        assertThat(skip("a")).isEmpty();
    }

    @Test
    void the_steps_behind_a_waived_one_go_on_and_the_run_says_that_it_was_done_without() {
        world.command(submit(1, step("a"), step("b", "a"), step("c", "b")));

        List<RunFact> facts = skip("b");
        succeed("a");
        succeed("c");

        assertThat(facts).contains(new StepSkipped(id("b"), null, "not needed", "ann"));
        assertThat(world.events.getLast().data()).isInstanceOfSatisfying(RunEnded.class, end -> {
            assertThat(end.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(end.reason()).isEqualTo("every step succeeded but 1 that were skipped on request");
        });
    }

    @Test
    void a_failed_step_can_be_done_without() {
        world.command(submit(1, step("a"), step("b", "a"), step("slow")));
        fail("a");

        skip("a");
        Stream.of("b", "slow").forEach(this::succeed);

        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
    }

    @Test
    void the_last_step_that_is_done_without_ends_the_run() {
        world.command(submit(1, retried("a", 2, Duration.ofHours(1))));
        fail("a");

        skip("a");

        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
        assertThat(world.keptRecords()).isZero();
    }

    @Test
    void a_step_in_flight_or_done_is_not_skipped_and_skipping_twice_changes_nothing() {
        world.command(submit(1, step("a"), step("b", "a"), step("c", "b")));
        assertThat(skip("a")).containsExactly(new CommandRejected(SKIP, id("a"), "the step is in flight", "ann"));
        succeed("a");
        assertThat(skip("a"))
                .containsExactly(new CommandRejected(SKIP, id("a"), "the step has ended, and not failed", "ann"));

        skip("c");
        assertThat(skip("c")).isEmpty();
    }

    @Test
    void what_was_reopened_or_waived_is_so_after_a_restart() {
        world.command(submit(1, step("a"), step("b", "a"), step("c", "b"), step("slow")));
        fail("a");
        retry("a");
        skip("c");

        world.restart();
        Stream.of("a", "b", "slow").forEach(this::succeed);

        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
    }

    @Test
    void a_run_whose_priority_rises_overtakes_those_that_wait() {
        world.command(submit(1, List.of(agent("one", null, 1)), RunOptions.DEFAULT, List.of(step("first"))));
        world.command(submit(2, List.of(agent("one", null, 1)), RunOptions.DEFAULT, List.of(step("second"))));
        world.command(submit(3, List.of(agent("one", null, 1)), RunOptions.DEFAULT, List.of(step("third"))));

        List<RunFact> facts = prioritise(3, 9);
        world.restart();
        world.finished(world.dispatched(1, "first"), AttemptOutcome.SUCCEEDED);

        assertThat(facts).containsExactly(new RunPriorityChanged(9, "urgent", "ann"));
        assertThat(prioritise(3, 9)).isEmpty();
        assertThat(world.dispatchedSteps()).containsExactly("first", "third");
    }

    private List<RunFact> retry(String... steps) {
        return world.command(new RetrySteps(
                Specs.WORKSPACE, run(1), Stream.of(steps).map(StepId::new).toList(), "fixed", "ann", world.now));
    }

    private List<RunFact> skip(String step) {
        return world.command(new SkipStep(Specs.WORKSPACE, run(1), id(step), "not needed", "ann", world.now));
    }

    private List<RunFact> prioritise(int number, int priority) {
        return world.command(new ChangePriority(Specs.WORKSPACE, run(number), priority, "urgent", "ann", world.now));
    }

    private void fail(String step) {
        world.finished(world.dispatched(1, step), AttemptOutcome.FAILED);
    }

    private void succeed(String step) {
        world.finished(world.dispatched(1, step), AttemptOutcome.SUCCEEDED);
    }

    private static StepId id(String step) {
        return new StepId(step);
    }
}
