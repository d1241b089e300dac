package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.behind;
import static dev.signalbox.scheduler.workspace.Specs.retried;
import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static dev.signalbox.scheduler.workspace.Specs.writing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that are held: by people and at checkpoints. */
class PauseTest {
    private static final StepSpec REVIEWED = behind("review", step("b", "a"));

    private final World world = new World();

    @Test
    void nothing_of_a_paused_run_is_dispatched_and_what_runs_may_finish() {
        world.command(submit(1, step("a"), step("b", "a")));

        List<RunFact> facts = world.pause(1);
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        assertThat(facts).containsExactly(new RunPaused("let me look", "ann", null));
        assertThat(world.statuses).containsEntry(run(1), RunStatus.PAUSED);
        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b")).isEqualTo(new WaitsFor.Paused());
    }

    @Test
    void a_resumed_run_goes_on_where_it_stood() {
        world.command(submit(1, step("a"), step("b", "a")));
        world.pause(1);
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        List<RunFact> facts = world.resumeRun(1);

        assertThat(facts.getFirst()).isEqualTo(new RunResumed("looks good", "ann", List.of()));
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(world.statuses).containsEntry(run(1), RunStatus.RUNNING);
    }

    @Test
    void pausing_a_paused_run_and_resuming_a_running_one_changes_nothing() {
        world.command(submit(1, step("a")));
        assertThat(world.resumeRun(1)).isEmpty();

        world.pause(1);
        assertThat(world.pause(1)).isEmpty();

        assertThat(world.pause(2)).isEmpty();
        assertThat(world.resumeRun(2)).isEmpty();
    }

    @Test
    void a_step_with_a_checkpoint_pauses_its_run_when_it_is_ready() {
        world.command(submit(1, step("a"), REVIEWED));

        List<RunFact> facts = world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        assertThat(facts)
                .contains(new RunPaused("step b has reached checkpoint review", "scheduler", "review"))
                .contains(new StepWaiting(new StepId("b"), new WaitsFor.Approval("review")));
        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void resuming_passes_every_checkpoint_that_is_waited_at_and_no_other() {
        world.command(submit(1, step("a"), REVIEWED, behind("review", step("c", "a")), behind("ship", step("d", "b"))));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        List<RunFact> facts = world.resumeRun(1);
        assertThat(facts.getFirst())
                .isEqualTo(new RunResumed("looks good", "ann", List.of(new StepId("b"), new StepId("c"))));
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");

        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        assertThat(world.lastWait("d")).isEqualTo(new WaitsFor.Approval("ship"));
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
    }

    @Test
    void a_checkpoint_is_passed_once_for_all_attempts() {
        world.command(submit(1, behind("review", retried("a", 2, Duration.ofSeconds(1)))));
        world.resumeRun(1);

        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);
        world.pass(Duration.ofSeconds(1));

        assertThat(world.dispatchedSteps()).containsExactly("a", "a");
    }

    @Test
    void a_passed_checkpoint_stays_passed_after_a_restart_while_the_step_waits_for_an_agent() {
        world.command(submit(
                1,
                List.of(agent("one", null, 1)),
                RunOptions.DEFAULT,
                List.of(step("z"), behind("review", step("a")))));
        world.resumeRun(1);

        world.restart();
        world.finished(world.dispatched(1, "z"), AttemptOutcome.SUCCEEDED);

        assertThat(world.dispatchedSteps()).containsExactly("z", "a");
    }

    @Test
    void a_pause_survives_a_restart_without_being_told_again() {
        world.command(submit(1, step("a"), REVIEWED, step("c", "a")));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        assertThat(world.restart()).isEmpty();
        assertThat(world.dispatchedSteps()).containsExactly("a");

        world.resumeRun(1);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
    }

    @Test
    void a_retry_rests_through_the_pause() {
        world.command(submit(1, retried("a", 2, Duration.ofSeconds(5))));
        world.pause(1);
        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);

        world.pass(Duration.ofSeconds(5));
        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("a")).isEqualTo(new WaitsFor.Paused());

        world.resumeRun(1);
        assertThat(world.dispatchedSteps()).containsExactly("a", "a");
    }

    @Test
    void a_waiting_step_of_a_paused_run_keeps_nobody_from_a_file() {
        world.command(submit(1, writing("holder", "src/a")));
        world.command(submit(2, writing("wide", "src/**")));
        world.command(submit(3, writing("late", "src/b")));
        assertThat(world.dispatchedSteps()).containsExactly("holder");

        world.pause(2);

        assertThat(world.dispatchedSteps()).containsExactly("holder", "late");
        assertThat(world.lastWait("wide")).isEqualTo(new WaitsFor.Paused());
    }

    @Test
    void a_step_set_aside_by_its_run_gives_up_that_place_too() {
        RunOptions one = RunOptionsBuilder.builder()
                .maxParallel(1)
                .onFailure(OnFailure.CONTINUE)
                .priority(5)
                .build();
        world.command(submit(1, List.of(agent("any", null, 9)), one, List.of(step("a"), step("b"), step("c"))));
        world.pause(1);
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a");

        world.resumeRun(1);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
    }

    @Test
    void cancelling_a_paused_run_works() {
        world.command(submit(1, behind("review", step("a"))));

        world.cancel(1);

        assertThat(world.statuses).containsEntry(run(1), RunStatus.CANCELLED);
    }

    @Test
    void the_time_of_a_run_goes_on_while_it_is_paused() {
        RunOptions minute = RunOptionsBuilder.builder()
                .onFailure(OnFailure.CONTINUE)
                .priority(5)
                .timeout(Duration.ofMinutes(1))
                .build();
        world.command(submit(1, List.of(agent("any", null, 1)), minute, List.of(behind("review", step("a")))));

        world.pass(Duration.ofMinutes(1));

        assertThat(world.statuses).containsEntry(run(1), RunStatus.TIMED_OUT);
    }

    @Test
    void a_paused_run_whose_last_step_finishes_has_ended() {
        world.command(submit(1, step("a")));
        world.pause(1);

        List<RunFact> facts = world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        assertThat(facts.getLast())
                .isInstanceOfSatisfying(
                        RunEnded.class, end -> assertThat(end.status()).isEqualTo(RunStatus.SUCCEEDED));
        assertThat(world.resumeRun(1)).isEmpty();
        assertThat(world.pause(1)).isEmpty();
    }

    @Test
    void a_run_that_has_not_started_is_queued_again_when_it_is_resumed() {
        world.command(submit(1, List.of(agent("one", null, 1)), RunOptions.DEFAULT, List.of(step("a"))));
        world.command(submit(2, List.of(agent("one", null, 1)), RunOptions.DEFAULT, List.of(step("b"))));
        world.pause(2);

        world.resumeRun(2);

        assertThat(world.statuses).containsEntry(run(2), RunStatus.QUEUED);
    }
}
