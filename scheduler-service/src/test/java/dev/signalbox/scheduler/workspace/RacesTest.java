package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Race.act;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.command.PauseWorkspace;
import dev.signalbox.contracts.command.ResumeWorkspace;
import dev.signalbox.contracts.command.RetrySteps;
import dev.signalbox.contracts.command.SkipStep;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.scheduler.workspace.Race.Act;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who wins a race, in every order in which it can be read, with a crash anywhere and with everything read twice. As docs/steering.md says. */
class RacesTest {
    private static final Duration LIMIT = Duration.ofSeconds(40);
    private static final Act CANCEL = act("cancel", world -> world.cancel(1));
    private static final Act PAUSE = act("pause", world -> world.pause(1));
    private static final Act RESUME = act("resume", world -> world.resumeRun(1));

    @Test
    void cancel_and_complete__every_result_that_is_a_success_counts() {
        Race race = new Race(
                () -> running(Specs.submit(1, Specs.step("a"), Specs.step("b")), "a", "b"),
                List.of(List.of(succeeds("a")), List.of(succeeds("b")), List.of(CANCEL)));

        int orders = race.explore(course -> {
            World world = course.world();
            assertThat(endOf(world).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(all(world, StepSucceeded.class)).hasSize(2);
            assertThat(all(world, RunCancelling.class)).hasSize(course.isLast("cancel") ? 0 : 1);
            assertThat(stopped(world, "a", StopCause.CANCELLED)).isEqualTo(course.isBefore("cancel", "a succeeds"));
            assertThat(stopped(world, "b", StopCause.CANCELLED)).isEqualTo(course.isBefore("cancel", "b succeeds"));
        });

        assertThat(orders).isEqualTo(6);
    }

    @Test
    void cancel_and_complete__what_needs_the_result_starts_only_if_the_result_was_first() {
        Race race = new Race(
                () -> running(Specs.submit(1, Specs.step("a"), Specs.step("b", "a")), "a"),
                List.of(List.of(succeeds("a")), List.of(CANCEL)));

        race.explore(course -> {
            World world = course.world();
            if (course.isBefore("cancel", "a succeeds")) {
                assertThat(world.dispatchedSteps()).containsExactly("a");
            } else {
                assertThat(world.dispatchedSteps()).containsExactly("a", "b");
                assertThat(stopped(world, "b", StopCause.CANCELLED)).isTrue();
                world.finished(world.dispatched(1, "b"), AttemptOutcome.CANCELLED);
            }
            assertThat(endOf(world).status()).isEqualTo(RunStatus.CANCELLED);
            assertThat(all(world, StepSucceeded.class)).hasSize(1);
        });
    }

    @Test
    void cancel_and_complete__a_failure_read_first_ends_the_run_and_one_read_later_is_part_of_the_cancel() {
        Race race = new Race(
                () -> running(Specs.submit(1, Specs.step("a")), "a"), List.of(List.of(fails("a")), List.of(CANCEL)));

        race.explore(course -> assertThat(endOf(course.world()).status())
                .isEqualTo(course.isBefore("cancel", "a fails") ? RunStatus.CANCELLED : RunStatus.FAILED));
    }

    @Test
    void cancel_and_complete__no_other_attempt_follows_a_cancel() {
        Race race = new Race(
                () -> running(Specs.submit(1, Specs.retried("a", 2, Duration.ofSeconds(1))), "a"),
                List.of(
                        List.of(fails("a"), act("rest is over", world -> world.pass(Duration.ofSeconds(1)))),
                        List.of(CANCEL)));

        race.explore(course -> {
            World world = course.world();
            boolean again = course.isLast("cancel");
            assertThat(world.dispatchedSteps()).hasSize(again ? 2 : 1);
            if (again) {
                world.finished(world.dispatched(1, "a"), AttemptOutcome.CANCELLED);
            }
            assertThat(endOf(world).status()).isEqualTo(RunStatus.CANCELLED);
        });
    }

    @Test
    void retry_and_cancel__the_one_that_is_read_first_and_neither_after_the_end() {
        Race race = new Race(
                () -> {
                    World world = running(Specs.submit(1, Specs.step("a"), Specs.step("b")), "a", "b");
                    fails("a").on(world);
                    return world;
                },
                List.of(List.of(retry()), List.of(CANCEL), List.of(succeeds("b"))));

        int orders = race.explore(course -> {
            World world = course.world();
            boolean over = course.isBefore("b succeeds", "retry") && course.isBefore("b succeeds", "cancel");
            boolean retried = !over && course.isBefore("retry", "cancel");
            assertThat(all(world, StepReopened.class)).hasSize(retried ? 1 : 0);
            assertThat(all(world, RunCancelling.class)).hasSize(over ? 0 : 1);
            if (retried) {
                assertThat(stopped(world, "a", StopCause.CANCELLED)).isTrue();
                world.finished(world.dispatched(1, "a"), AttemptOutcome.CANCELLED);
            } else if (course.isBefore("cancel", "retry") && course.isBefore("retry", "b succeeds")) {
                assertThat(all(world, CommandRejected.class))
                        .isNotEmpty()
                        .allMatch(rejected -> rejected.reason().equals("the run is being stopped"));
            }
            assertThat(endOf(world).status()).isEqualTo(retried ? RunStatus.CANCELLED : RunStatus.FAILED);
        });

        assertThat(orders).isEqualTo(6);
    }

    @Test
    void retry_and_the_end_of_the_run__the_end() {
        Race race = new Race(
                () -> {
                    World world = running(Specs.submit(1, Specs.step("a"), Specs.step("b")), "a", "b");
                    fails("a").on(world);
                    return world;
                },
                List.of(List.of(retry()), List.of(succeeds("b"))));

        race.explore(course -> {
            boolean retried = course.isBefore("retry", "b succeeds");
            assertThat(course.world().dispatchedSteps()).hasSize(retried ? 3 : 2);
            assertThat(all(course.world(), RunEnded.class)).hasSize(retried ? 0 : 1);
        });
    }

    @Test
    void timeout_and_complete__a_success_counts_and_a_failure_that_is_read_later_is_the_timeout() {
        StepSpec limited = Specs.step("a", null, FileScope.NONE, RetryPolicy.ONCE, LIMIT, List.of());
        Race race = new Race(
                () -> running(Specs.submit(1, limited), "a"), List.of(List.of(succeeds("a")), List.of(timePasses())));

        race.explore(course -> {
            assertThat(endOf(course.world()).status()).isEqualTo(RunStatus.SUCCEEDED);
            assertThat(stopped(course.world(), "a", StopCause.TIMED_OUT))
                    .isEqualTo(course.isBefore("time is up", "a succeeds"));
        });
    }

    @Test
    void timeout_of_a_run_and_complete__the_one_that_is_read_first_decides_about_what_has_not_begun() {
        RunOptions options = RunOptionsBuilder.builder()
                .onFailure(OnFailure.CONTINUE)
                .priority(5)
                .timeout(LIMIT)
                .build();
        SubmitRun submit = Specs.submit(
                1, List.of(Specs.agent("any", null, 9)), options, List.of(Specs.step("a"), Specs.step("b", "a")));
        Race race = new Race(() -> running(submit, "a"), List.of(List.of(succeeds("a")), List.of(timePasses())));

        race.explore(course -> {
            World world = course.world();
            if (course.isBefore("a succeeds", "time is up")) {
                assertThat(stopped(world, "b", StopCause.TIMED_OUT)).isTrue();
                world.finished(world.dispatched(1, "b"), AttemptOutcome.TIMED_OUT);
            } else {
                assertThat(world.dispatchedSteps()).containsExactly("a");
            }
            assertThat(endOf(world).status()).isEqualTo(RunStatus.TIMED_OUT);
        });
    }

    @Test
    void timeout_of_a_run_and_cancel__the_one_that_is_read_first_says_how_the_run_ends() {
        RunOptions options = RunOptionsBuilder.builder()
                .onFailure(OnFailure.CONTINUE)
                .priority(5)
                .timeout(LIMIT)
                .build();
        SubmitRun submit = Specs.submit(1, List.of(Specs.agent("any", null, 9)), options, List.of(Specs.step("a")));
        Race race = new Race(() -> running(submit, "a"), List.of(List.of(CANCEL), List.of(timePasses())));

        race.explore(course -> {
            course.world().finished(course.world().dispatched(1, "a"), AttemptOutcome.CANCELLED);
            assertThat(all(course.world(), StepCancelled.class)).hasSize(1);
            assertThat(endOf(course.world()).status())
                    .isEqualTo(course.isBefore("cancel", "time is up") ? RunStatus.CANCELLED : RunStatus.TIMED_OUT);
        });
    }

    @Test
    void lease_and_complete__a_late_success_counts_until_the_next_attempt_is_dispatched() {
        Race race = new Race(
                () -> running(Specs.submit(1, Specs.retried("a", 2, Duration.ofSeconds(90))), "a"),
                List.of(
                        List.of(first("a")),
                        List.of(
                                act("lease ends", world -> passCaughtUp(world, World.LEASE)),
                                act("rest is over", world -> passCaughtUp(world, Duration.ofSeconds(90))))));

        race.explore(course -> {
            World world = course.world();
            boolean late = course.isLast("first a succeeds");
            assertThat(world.dispatchedSteps()).hasSize(late ? 2 : 1);
            assertThat(all(world, StepSucceeded.class)).hasSize(late ? 0 : 1);
            assertThat(all(world, StepBackingOff.class))
                    .hasSize(course.isBefore("lease ends", "first a succeeds") ? 1 : 0);
            assertThat(all(world, ReportRejected.class).isEmpty()).isNotEqualTo(late);
        });
    }

    @Test
    void pause_and_dispatch__what_was_dispatched_before_the_pause_runs_and_nothing_is_dispatched_in_it() {
        Race race = new Race(
                () -> running(Specs.submit(1, Specs.step("a"), Specs.step("b", "a")), "a"),
                List.of(List.of(succeeds("a")), List.of(PAUSE)));

        race.explore(course -> {
            World world = course.world();
            boolean pausedFirst = course.isBefore("pause", "a succeeds");
            assertThat(world.dispatchedSteps()).hasSize(pausedFirst ? 1 : 2);
            assertThat(world.stops).isEmpty();
            world.resumeRun(1);
            assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        });
    }

    @Test
    void pause_of_a_workspace_and_dispatch__the_same() {
        Act hold = act("hold", w -> w.command(new PauseWorkspace(Specs.WORKSPACE, "freeze", "ann", w.now)));
        Act thaw = act("thaw", w -> w.command(new ResumeWorkspace(Specs.WORKSPACE, "thaw", "ann", w.now)));
        Race race = new Race(
                () -> running(Specs.submit(1, Specs.step("a"), Specs.step("b", "a")), "a"),
                List.of(List.of(succeeds("a")), List.of(hold)));

        race.explore(course -> {
            World world = course.world();
            assertThat(world.dispatchedSteps()).hasSize(course.isBefore("hold", "a succeeds") ? 1 : 2);
            thaw.on(world);
            assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        });
    }

    @Test
    void pause_resume_and_cancel__nothing_of_a_cancelled_run_is_ever_resumed() {
        Race race = new Race(
                () -> running(Specs.submit(1, Specs.step("a"), Specs.step("b", "a")), "a"),
                List.of(List.of(PAUSE, RESUME), List.of(CANCEL), List.of(succeeds("a"))));

        int orders = race.explore(course -> {
            World world = course.world();
            boolean dispatched = world.dispatchedSteps().contains("b");
            assertThat(dispatched && course.isBefore("cancel", "a succeeds")).isFalse();
            if (dispatched) {
                world.finished(world.dispatched(1, "b"), AttemptOutcome.CANCELLED);
            }
            assertThat(endOf(world).status()).isEqualTo(RunStatus.CANCELLED);
        });

        assertThat(orders).isEqualTo(12);
    }

    @Test
    void skip_and_dispatch__the_dispatch_if_it_came_first() {
        Act skip = act(
                "skip",
                w -> w.command(
                        new SkipStep(Specs.WORKSPACE, Specs.run(1), new StepId("b"), "not needed", "ann", w.now)));
        Race race = new Race(
                () -> running(Specs.submit(1, Specs.step("a"), Specs.step("b", "a")), "a"),
                List.of(List.of(succeeds("a")), List.of(skip)));

        race.explore(course -> {
            World world = course.world();
            boolean skipped = course.isBefore("skip", "a succeeds");
            assertThat(world.dispatchedSteps()).hasSize(skipped ? 1 : 2);
            assertThat(all(world, RunEnded.class)).hasSize(skipped ? 1 : 0);
            if (!skipped) {
                assertThat(all(world, CommandRejected.class))
                        .isNotEmpty()
                        .allMatch(rejected -> rejected.reason().equals("the step is in flight"));
            }
        });
    }

    private static World running(SubmitRun submit, String... steps) {
        World world = new World();
        world.caughtUp = false;
        world.command(submit);
        for (String step : steps) {
            world.started(world.dispatched(1, step), "r1");
        }
        return world;
    }

    /** The result of the attempt that runs when it is delivered. */
    private static Act succeeds(String step) {
        return act(step + " succeeds", world -> world.finished(world.dispatched(1, step), AttemptOutcome.SUCCEEDED));
    }

    private static Act first(String step) {
        return act("first " + step + " succeeds", world -> {
            AttemptRef first = world.dispatches.getFirst().attempt();
            world.finished(first, AttemptOutcome.SUCCEEDED);
        });
    }

    private static Act fails(String step) {
        return act(step + " fails", world -> world.finished(firstOf(world, step), AttemptOutcome.FAILED));
    }

    private static AttemptRef firstOf(World world, String step) {
        return world.dispatches.stream()
                .filter(dispatch -> dispatch.attempt().step().value().equals(step))
                .findFirst()
                .orElseThrow()
                .attempt();
    }

    private static Act retry() {
        return act(
                "retry",
                world -> world.command(new RetrySteps(
                        Specs.WORKSPACE, Specs.run(1), List.of(new StepId("a")), "fixed", "ann", world.now)));
    }

    private static Act timePasses() {
        return act("time is up", world -> world.pass(LIMIT));
    }

    private static void passCaughtUp(World world, Duration time) {
        world.caughtUp = true;
        world.pass(time);
    }

    private static boolean stopped(World world, String step, StopCause cause) {
        return world.stops.stream()
                .filter(stop -> stop.cause() == cause)
                .map(StopAttempt::attempt)
                .anyMatch(attempt -> attempt.step().value().equals(step));
    }

    private static RunEnded endOf(World world) {
        List<RunEnded> ends = all(world, RunEnded.class);
        assertThat(ends).as("a run ends once").hasSize(1);
        return ends.getFirst();
    }

    private static <T extends RunFact> List<T> all(World world, Class<T> type) {
        return world.events.stream()
                .map(event -> event.data())
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
