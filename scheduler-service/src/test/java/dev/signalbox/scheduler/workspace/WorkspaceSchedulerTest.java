package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.retried;
import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static dev.signalbox.scheduler.workspace.Specs.writing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkspaceSchedulerTest {
    private final World world = new World();

    @Test
    void a_step_starts_only_after_every_step_it_needs_has_succeeded() {
        world.command(submit(1, step("a"), step("b"), step("c", "a", "b")));
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");

        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).doesNotContain("c");

        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
    }

    @Test
    void a_run_whose_steps_all_succeeded_has_succeeded_and_leaves_nothing_but_its_memory() {
        world.command(submit(1, step("a")));
        List<RunFact> facts = world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        assertThat(facts.getLast()).isInstanceOfSatisfying(RunEnded.class, end -> {
            assertThat(end.status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(end.steps().succeeded()).isEqualTo(1);
        });
        assertThat(world.keptRecords()).isZero();
    }

    @Test
    void a_command_that_arrives_twice_changes_nothing_even_after_the_run_has_ended() {
        world.command(submit(1, step("a")));
        assertThat(world.command(submit(1, step("a")))).isEmpty();

        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.command(submit(1, step("a")))).isEmpty();
        world.restart();
        assertThat(world.command(submit(1, step("a")))).isEmpty();
    }

    @Test
    void a_run_under_a_callers_key_is_forgotten_when_the_window_of_the_key_ends() {
        world.command(submit(1, step("a")));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        world.pass(Duration.ofHours(23));
        assertThat(world.forgotten).isEmpty();
        world.restart();
        world.pass(Duration.ofHours(1));
        assertThat(world.forgotten).containsExactly(run(1));
    }

    @Test
    void two_steps_whose_scopes_overlap_are_never_in_flight_together_even_in_different_runs() {
        world.command(submit(1, writing("a", "src/**")));
        world.command(submit(2, writing("b", "src/main/App.java")));

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b")).isInstanceOfSatisfying(WaitsFor.Claim.class, claim -> {
            assertThat(claim.run()).isEqualTo(run(1));
            assertThat(claim.step().value()).isEqualTo("a");
            assertThat(claim.path()).isEqualTo("src/main/App.java");
        });

        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
    }

    @Test
    void a_waiting_step_is_not_overtaken_by_a_later_one_that_overlaps_it() {
        world.command(submit(1, writing("narrow", "src/a/x")));
        world.command(submit(2, writing("wide", "src/**")));
        world.command(submit(3, writing("late", "src/b/y")));
        assertThat(world.dispatchedSteps()).containsExactly("narrow");

        world.finished(world.dispatched(1, "narrow"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("narrow", "wide");

        world.finished(world.dispatched(2, "wide"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("narrow", "wide", "late");
    }

    @Test
    void readers_share_a_file() {
        FileScope reading = new FileScope(List.of("docs/**"), List.of());
        world.command(submit(1, step("a", reading, RetryPolicy.ONCE), step("b", reading, RetryPolicy.ONCE)));
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
    }

    @Test
    void an_agent_never_works_on_more_steps_than_its_capacity_even_from_two_runs() {
        List<dev.signalbox.contracts.spec.AgentSpec> agents = List.of(agent("one", null, 1));
        world.command(submit(1, agents, RunOptions.DEFAULT, List.of(step("a"))));
        world.command(submit(2, agents, RunOptions.DEFAULT, List.of(step("b"))));

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b")).isEqualTo(new WaitsFor.Agent(null, null));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
    }

    @Test
    void a_step_of_a_track_goes_to_an_agent_of_that_track_and_to_no_other() {
        world.command(submit(
                1,
                List.of(agent("blue-agent", "blue", 1), agent("red-agent", "red", 1)),
                RunOptions.DEFAULT,
                List.of(tracked("a", "red"), tracked("b", "red"), step("free"))));

        assertThat(world.lastDispatch(1, "a").agent().value()).isEqualTo("red-agent");
        assertThat(world.lastDispatch(1, "free").agent().value()).isEqualTo("blue-agent");
        assertThat(world.lastWait("b")).isEqualTo(new WaitsFor.Agent(null, "red"));
    }

    @Test
    void a_run_never_has_more_steps_in_flight_than_it_allows() {
        RunOptions two = RunOptionsBuilder.builder()
                .maxParallel(2)
                .onFailure(OnFailure.CONTINUE)
                .priority(5)
                .build();
        world.command(submit(1, List.of(agent("any", null, 9)), two, List.of(step("a"), step("b"), step("c"))));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(world.lastWait("c")).isEqualTo(new WaitsFor.Parallelism(2));
        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
    }

    @Test
    void a_failed_attempt_rests_and_is_tried_again_under_a_new_epoch() {
        world.command(submit(1, retried("a", 2, Duration.ofSeconds(5))));
        AttemptRef first = world.dispatched(1, "a");
        assertThat(world.finished(first, AttemptOutcome.FAILED).getLast()).isInstanceOf(StepBackingOff.class);

        world.pass(Duration.ofSeconds(4));
        assertThat(world.dispatches).hasSize(1);
        world.pass(Duration.ofSeconds(1));
        AttemptRef second = world.dispatched(1, "a");
        assertThat(second.attempt()).isEqualTo(2);
        assertThat(second.epoch()).isGreaterThan(first.epoch());
    }

    @Test
    void when_a_step_fails_for_good_those_that_need_it_are_skipped_and_others_go_on() {
        world.command(submit(1, step("a"), step("b", "a"), step("c", "b"), step("d")));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);

        assertThat(world.factsOf("a").getLast()).isInstanceOf(StepFailed.class);
        assertThat(world.factsOf("c").getLast())
                .isInstanceOfSatisfying(
                        StepSkipped.class, skip -> assertThat(skip.because()).hasToString("a"));
        world.finished(world.dispatched(1, "d"), AttemptOutcome.SUCCEEDED);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void on_failure_stop_begins_nothing_new_but_lets_finish_what_runs() {
        RunOptions stop = RunOptionsBuilder.builder()
                .maxParallel(2)
                .onFailure(OnFailure.STOP)
                .priority(5)
                .build();
        world.command(submit(1, List.of(agent("any", null, 9)), stop, List.of(step("a"), step("b"), step("c"))));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);

        assertThat(world.factsOf("c").getLast()).isInstanceOf(StepSkipped.class);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.RUNNING);
        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void a_cancelled_run_stops_what_runs_and_ends_only_when_that_has_stopped() {
        world.command(submit(1, step("a"), step("b", "a")));
        world.started(world.dispatched(1, "a"), "r1");
        world.cancel(1);

        assertThat(world.stops).singleElement().satisfies(stop -> {
            assertThat(stop.attempt()).isEqualTo(world.dispatched(1, "a"));
            assertThat(stop.cause()).isEqualTo(StopCause.CANCELLED);
        });
        assertThat(world.statuses).containsEntry(run(1), RunStatus.CANCELLING);
        assertThat(world.cancel(1)).isEmpty();

        world.finished(world.dispatched(1, "a"), AttemptOutcome.CANCELLED);
        assertThat(world.factsOf("a").getLast()).isInstanceOf(StepCancelled.class);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.CANCELLED);
    }

    @Test
    void when_everything_succeeded_before_it_could_be_stopped_the_run_has_succeeded() {
        world.command(submit(1, step("a")));
        world.cancel(1);
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
    }

    @Test
    void a_run_that_takes_longer_than_it_may_is_stopped_and_has_timed_out() {
        RunOptions brief = RunOptionsBuilder.builder()
                .onFailure(OnFailure.CONTINUE)
                .priority(5)
                .timeout(Duration.ofMinutes(1))
                .build();
        world.command(submit(1, List.of(agent("any", null, 9)), brief, List.of(step("a"))));
        world.restart();
        world.pass(Duration.ofMinutes(1));
        assertThat(world.stops.getLast().cause()).isEqualTo(StopCause.TIMED_OUT);
        world.finished(world.dispatched(1, "a"), AttemptOutcome.TIMED_OUT);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.TIMED_OUT);
    }

    @Test
    void an_attempt_that_takes_longer_than_it_may_is_stopped_and_tried_again() {
        world.command(submit(
                1, step("a", null, FileScope.NONE, new RetryPolicy(2, List.of()), Duration.ofSeconds(10), List.of())));
        world.started(world.dispatched(1, "a"), "r1");
        world.pass(Duration.ofSeconds(10));
        assertThat(world.stops.getLast().cause()).isEqualTo(StopCause.TIMED_OUT);
        world.finished(world.dispatched(1, "a"), AttemptOutcome.TIMED_OUT);
        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(2);
    }

    @Test
    void an_attempt_is_lost_when_its_lease_passes_in_silence_and_every_report_has_been_read() {
        world.command(submit(1, retried("a", 2, Duration.ZERO)));
        AttemptRef first = world.dispatched(1, "a");
        world.started(first, "r1");
        world.pass(Duration.ofSeconds(14));
        world.heartbeat(first, "r1");
        world.pass(Duration.ofSeconds(14));
        assertThat(world.dispatches).hasSize(1);

        world.caughtUp = false;
        world.pass(Duration.ofSeconds(5));
        assertThat(world.dispatches).hasSize(1);

        world.caughtUp = true;
        world.pass(Duration.ofSeconds(1));
        assertThat(world.stops.getLast().cause()).isEqualTo(StopCause.SUPERSEDED);
        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(2);
    }

    @Test
    void an_attempt_that_still_waits_in_its_topic_is_never_lost() {
        world.command(submit(1, step("a")));
        assertThat(world.pass(Duration.ofHours(5))).isEmpty();
    }

    @Test
    void a_late_result_with_an_old_epoch_is_rejected_and_recorded() {
        world.command(submit(1, retried("a", 2, Duration.ZERO)));
        AttemptRef first = world.dispatched(1, "a");
        world.started(first, "r1");
        world.pass(World.LEASE);
        AttemptRef second = world.dispatched(1, "a");

        List<RunFact> facts = world.finished(first, AttemptOutcome.SUCCEEDED);
        assertThat(facts).singleElement().isInstanceOfSatisfying(ReportRejected.class, rejected -> {
            assertThat(rejected.epoch()).isEqualTo(first.epoch());
            assertThat(rejected.currentEpoch()).isEqualTo(second.epoch());
        });
        world.finished(second, AttemptOutcome.SUCCEEDED);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
    }

    @Test
    void until_a_new_attempt_is_dispatched_the_result_of_a_lost_one_still_counts() {
        world.command(submit(1, retried("a", 2, Duration.ofMinutes(1))));
        AttemptRef first = world.dispatched(1, "a");
        world.started(first, "r1");
        world.pass(World.LEASE);
        assertThat(world.factsOf("a").getLast()).isInstanceOf(StepBackingOff.class);

        world.finished(first, AttemptOutcome.SUCCEEDED);
        assertThat(world.factsOf("a").getLast()).isInstanceOf(StepSucceeded.class);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
    }

    @Test
    void a_zombie_that_still_sends_heartbeats_is_told_to_stop() {
        world.command(submit(1, retried("a", 2, Duration.ZERO)));
        AttemptRef first = world.dispatched(1, "a");
        world.started(first, "r1");
        world.pass(World.LEASE);
        world.stops.clear();

        assertThat(world.heartbeat(first, "r1")).isEmpty();
        assertThat(world.stops)
                .singleElement()
                .satisfies(stop -> assertThat(stop.attempt()).isEqualTo(first));
    }

    @Test
    void a_report_about_a_run_that_is_not_live_has_no_history_to_go_to() {
        world.command(submit(1, step("a")));
        AttemptRef attempt = world.dispatched(1, "a");
        world.finished(attempt, AttemptOutcome.SUCCEEDED);
        assertThat(world.finished(attempt, AttemptOutcome.FAILED)).isEmpty();
        assertThat(world.unplaceable).hasSize(1);
    }

    @Test
    void a_higher_priority_goes_first_but_a_minute_of_waiting_is_worth_a_level() {
        List<dev.signalbox.contracts.spec.AgentSpec> agents = List.of(agent("one", null, 1));
        world.command(submit(1, agents, RunOptions.DEFAULT, List.of(step("busy"))));
        world.command(submit(2, agents, RunOptions.DEFAULT, List.of(step("patient"))));
        world.pass(Duration.ofSeconds(90));
        world.command(submit(
                3,
                agents,
                RunOptionsBuilder.builder()
                        .onFailure(OnFailure.CONTINUE)
                        .priority(6)
                        .build(),
                List.of(step("hasty"))));
        world.command(submit(
                4,
                agents,
                RunOptionsBuilder.builder()
                        .onFailure(OnFailure.CONTINUE)
                        .priority(7)
                        .build(),
                List.of(step("urgent"))));

        world.finished(world.dispatched(1, "busy"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("busy", "urgent");
        world.finished(world.dispatched(4, "urgent"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("busy", "urgent", "patient");
    }

    @Test
    void after_a_restart_everything_goes_on_where_it_was() {
        world.command(submit(1, writing("a", "x"), writing("b", "x"), step("c", "a")));
        world.started(world.dispatched(1, "a"), "r1");
        assertThat(world.restart()).isEmpty();
        assertThat(world.dispatchedSteps()).containsExactly("a");

        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
        world.restart();
        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        world.finished(world.dispatched(1, "c"), AttemptOutcome.SUCCEEDED);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
        world.assertSequencesHaveNoGap();
    }

    private static dev.signalbox.contracts.spec.StepSpec tracked(String id, String track) {
        return step(id, track, FileScope.NONE, RetryPolicy.ONCE, null, List.of());
    }
}
