package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptResultBuilder;
import dev.signalbox.contracts.command.RetrySteps;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.ExponentialRest;
import dev.signalbox.contracts.spec.FailureCause;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.Oscillation;
import dev.signalbox.contracts.spec.ResourceLimits;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import dev.signalbox.contracts.spec.Usage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a step is tried again, by whom, and when it is given up. */
class RetryTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final World world = new World();

    @Test
    void an_exit_code_that_is_not_worth_a_retry_ends_the_step_and_says_so() {
        world.command(submit(1, tried(new Policy(5).notOnExitCodes(2, 64))));

        world.failed(world.dispatched(1, "a"), 1, null);
        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(2);
        world.failed(world.dispatched(1, "a"), 64, null);

        assertThat(gaveUp()).isEqualTo("exit code 64 is not tried again");
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void an_agent_that_is_not_logged_in_is_not_tried_again() {
        world.command(submit(1, tried(new Policy(5))));

        world.report(new AttemptFinished(
                world.dispatched(1, "a"),
                "r1",
                AttemptResultBuilder.builder()
                        .outcome(AttemptOutcome.FAILED)
                        .exitCode(1)
                        .message("Not logged in")
                        .usage(Usage.NONE)
                        .outputBytes(13)
                        .fault(AgentFault.BAD_CREDENTIALS)
                        .build(),
                world.now));

        assertThat(gaveUp()).isEqualTo("an agent without valid credentials is not tried again");
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void an_attempt_that_ran_out_of_memory_is_not_tried_again() {
        world.command(submit(1, tried(new Policy(5))));

        world.report(new AttemptFinished(world.dispatched(1, "a"), "r1", outOfMemory(), world.now));

        assertThat(gaveUp()).isEqualTo("an attempt that ran out of memory is not tried again");
    }

    @Test
    void an_attempt_that_ran_out_of_memory_is_tried_again_if_its_step_says_so() {
        ResourceLimits limits = new ResourceLimits(1L << 30, null, null, true);
        world.command(submit(
                1,
                StepSpecBuilder.builder(tried(new Policy(2))).resources(limits).build()));
        assertThat(world.lastDispatch(1, "a").resources()).isEqualTo(limits);

        world.report(new AttemptFinished(world.dispatched(1, "a"), "r1", outOfMemory(), world.now));

        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(2);
    }

    @Test
    void an_attempt_that_was_handed_back_is_dispatched_again_at_once_and_does_not_count() {
        world.command(submit(1, tried(new Policy(2))));

        for (int handedBack = 1; handedBack <= 5; handedBack++) {
            assertThat(world.dispatched(1, "a").attempt()).isEqualTo(handedBack);
            world.started(world.dispatched(1, "a"), "r1");
            world.finished(world.dispatched(1, "a"), AttemptOutcome.HANDED_BACK);
        }
        world.failed(world.dispatched(1, "a"), 1, null);
        world.restart();
        world.pass(SECOND);
        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(7);
        world.failed(world.dispatched(1, "a"), 1, null);

        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void an_attempt_that_is_handed_back_while_its_run_is_cancelled_is_cancelled() {
        world.command(submit(1, tried(new Policy(2))));
        world.started(world.dispatched(1, "a"), "r1");
        world.cancel(1);

        world.finished(world.dispatched(1, "a"), AttemptOutcome.HANDED_BACK);

        assertThat(world.statuses).containsEntry(run(1), RunStatus.CANCELLED);
    }

    private static AttemptResult outOfMemory() {
        return AttemptResult.withoutProcess(AttemptOutcome.FAILED, "too much")
                .withoutAnswer(AttemptOutcome.FAILED, "too much", AgentFault.OUT_OF_MEMORY);
    }

    @ParameterizedTest
    @CsvSource({
        "FAILED, an attempt that failed is not tried again",
        "TIMED_OUT, an attempt that took too long is not tried again",
        "LOST, an attempt that was lost is not tried again",
        "CANCELLED, an attempt that was cancelled is not tried again"
    })
    void a_cause_that_is_not_worth_a_retry_ends_the_step(AttemptOutcome outcome, String reason) {
        world.command(submit(1, tried(new Policy(5).notOn(FailureCause.valueOf(outcome.name())))));

        world.finished(world.dispatched(1, "a"), outcome);

        assertThat(gaveUp()).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({"FAILED, TIMED_OUT", "TIMED_OUT, FAILED", "LOST, CANCELLED", "CANCELLED, LOST"})
    void every_other_cause_is_tried_again(AttemptOutcome outcome, FailureCause not) {
        world.command(submit(1, tried(new Policy(5).notOn(not))));

        world.finished(world.dispatched(1, "a"), outcome);

        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(2);
    }

    @Test
    void a_step_that_fails_in_the_same_way_again_and_again_is_given_up() {
        world.command(submit(1, tried(new Policy(10).identicalFailures(3))));

        fail("x", "y", "y");
        world.restart();
        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(4);
        fail("y");

        assertThat(gaveUp()).isEqualTo("the last 3 attempts failed in the same way");
        assertThat(world.dispatches).hasSize(4);
    }

    @Test
    void failures_of_which_nothing_is_known_are_like_no_other() {
        world.command(submit(1, tried(new Policy(5).identicalFailures(2).oscillation(4, 2))));

        fail(null, null, "x", null, null);

        assertThat(world.dispatches).hasSize(5);
        assertThat(gaveUp()).isNull();
    }

    @Test
    void a_step_that_goes_to_and_fro_between_the_same_failures_is_given_up() {
        world.command(submit(1, tried(new Policy(10).oscillation(4, 3))));

        fail("x", "y", "x", "y", "z", "y", "y");

        assertThat(gaveUp()).isEqualTo("3 of the last 4 attempts failed in the same way");
        assertThat(world.dispatches).hasSize(7);
    }

    @Test
    void failures_outside_the_window_do_not_count() {
        world.command(submit(1, tried(new Policy(7).oscillation(3, 2))));

        fail("x", "y", "z", "x", "y", "z", "x");

        assertThat(world.dispatches).hasSize(7);
        assertThat(gaveUp()).isNull();
    }

    @Test
    void what_somebody_tries_again_begins_with_nothing_to_remember() {
        world.command(submit(1, tried(new Policy(10).identicalFailures(2)), step("b")));
        fail("x", "x");
        assertThat(gaveUp()).isNotNull();

        world.command(new RetrySteps(Specs.WORKSPACE, run(1), List.of(), "fixed", "ann", world.now));
        fail("x");
        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(4);
        fail("x");

        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(4);
    }

    @Test
    void whatever_the_policy_says_no_more_is_remembered_than_can_matter() {
        world.command(submit(1, tried(new Policy(100))));

        for (int i = 0; i < 50; i++) {
            fail("failure " + i);
        }

        assertThat(world.kept(1, "a")).contains("failure 49", "failure 38").doesNotContain("failure 37");
    }

    @Test
    void exponential_rests_grow() {
        ExponentialRest growing = new ExponentialRest(SECOND, 2, Duration.ofSeconds(3));
        world.command(submit(1, tried(new Policy(4).exponential(growing))));

        fail("x");
        world.pass(SECOND);
        fail("x");
        world.pass(Duration.ofSeconds(2));
        fail("x");

        assertThat(rests()).containsExactly(SECOND, Duration.ofSeconds(2), Duration.ofSeconds(3));
    }

    @Test
    void a_jitter_spreads_the_rests_of_steps_that_failed_together_and_is_the_same_in_every_replay() {
        List<Duration> rests = jitteredRests(new World());

        assertThat(rests).hasSize(50).allMatch(rest -> rest.toMillis() >= 50_000 && rest.toMillis() <= 100_000);
        assertThat(rests.stream().distinct()).hasSizeGreaterThan(45);
        assertThat(rests).anyMatch(rest -> rest.toMillis() < 60_000).anyMatch(rest -> rest.toMillis() > 90_000);
        assertThat(jitteredRests(new World())).isEqualTo(rests);
    }

    private static List<Duration> jitteredRests(World world) {
        for (int number = 1; number <= 50; number++) {
            world.command(submit(
                    number, tried(new Policy(2).rest(Duration.ofSeconds(100)).jitter(0.5))));
            world.failed(world.dispatched(number, "a"), 1, "x");
        }
        return restsOf(world);
    }

    @Test
    void fallback_agents_take_over_in_their_order_and_the_last_one_stays() {
        List<AgentSpec> agents = List.of(agent("first", null, 1), agent("second", "other", 1), agent("third", null, 1));
        world.command(submit(1, agents, RunOptions.DEFAULT, List.of(tried(new Policy(4).fallback("second", "third")))));

        fail("x");
        world.restart();
        fail("x", "x", "x");

        assertThat(world.dispatches)
                .extracting(dispatch -> dispatch.agent().value())
                .containsExactly("first", "second", "third", "third");
    }

    @Test
    void a_step_waits_for_its_fallback_agent_and_for_no_other() {
        List<AgentSpec> agents = List.of(agent("first", null, 1), agent("second", "other", 1));
        StepSpec busy = step("busy", "other", FileScope.NONE, RetryPolicy.ONCE, null, List.of());
        world.command(submit(1, agents, RunOptions.DEFAULT, List.of(tried(new Policy(2).fallback("second")))));
        world.command(submit(2, List.of(agents.get(1)), RunOptions.DEFAULT, List.of(busy)));

        fail("x");
        assertThat(world.lastWait("a")).isEqualTo(new WaitsFor.Agent(new AgentId("second"), null));
        assertThat(world.dispatched(1, "a").attempt()).isEqualTo(1);

        world.finished(world.dispatched(2, "busy"), AttemptOutcome.SUCCEEDED);
        assertThat(world.lastDispatch(1, "a").agent()).isEqualTo(new AgentId("second"));
    }

    @Test
    void a_step_that_rests_holds_neither_an_agent_nor_a_claim() {
        FileScope scope = new FileScope(List.of(), List.of("src/**"));
        RetryPolicy resting = new RetryPolicy(2, List.of(Duration.ofMinutes(1)));
        world.command(submit(
                1,
                List.of(agent("only", null, 1)),
                RunOptions.DEFAULT,
                List.of(step("a", scope, resting), step("b", scope, RetryPolicy.ONCE))));
        assertThat(world.dispatchedSteps()).containsExactly("a");

        fail("x");

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
    }

    @Test
    void a_run_that_waits_too_long_for_its_first_step_has_timed_out_whatever_happens_to_the_scheduler() {
        List<AgentSpec> nobodyFree = List.of(agent("full", null, 1));
        world.command(submit(3, nobodyFree, RunOptions.DEFAULT, List.of(step("taken"))));
        world.command(submit(4, nobodyFree, waitingAtMost(Duration.ofSeconds(90)), List.of(step("late"))));

        world.pass(Duration.ofSeconds(89));
        world.restart();
        assertThat(world.statuses).containsEntry(run(4), RunStatus.QUEUED);
        List<RunFact> facts = world.pass(SECOND);

        assertThat(world.statuses).containsEntry(run(4), RunStatus.TIMED_OUT);
        assertThat(facts.toString()).contains("no step of the run was dispatched within 90 s of its acceptance");
        assertThat(world.dispatchedSteps()).doesNotContain("late");
    }

    @Test
    void a_run_whose_first_step_was_dispatched_in_time_goes_on_as_long_as_it_takes() {
        world.command(submit(
                1,
                List.of(agent("any", null, 1)),
                waitingAtMost(Duration.ofSeconds(90)),
                List.of(step("a"), step("b", "a"))));

        world.pass(Duration.ofSeconds(100));
        world.restart();
        world.pass(Duration.ofSeconds(100));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);

        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
    }

    private static RunOptions waitingAtMost(Duration time) {
        return RunOptionsBuilder.builder()
                .onFailure(OnFailure.CONTINUE)
                .priority(5)
                .queueTimeout(time)
                .build();
    }

    private void fail(@Nullable String... signatures) {
        for (String signature : signatures) {
            world.failed(world.dispatched(1, "a"), 1, signature);
        }
    }

    private @Nullable String gaveUp() {
        return world.factsOf("a").reversed().stream()
                .filter(StepFailed.class::isInstance)
                .map(StepFailed.class::cast)
                .findFirst()
                .map(StepFailed::gaveUp)
                .orElse(null);
    }

    private List<Duration> rests() {
        return restsOf(world);
    }

    private static List<Duration> restsOf(World world) {
        return world.events.stream()
                .filter(event -> event.data() instanceof StepBackingOff)
                .map(event -> Duration.between(event.at(), ((StepBackingOff) event.data()).until()))
                .toList();
    }

    private static StepSpec tried(Policy policy) {
        return step("a", FileScope.NONE, policy.policy());
    }

    /** A policy in which only what matters to a test is said. */
    private static final class Policy {
        private final int attempts;
        private List<Duration> backoff = List.of();
        private @Nullable ExponentialRest exponential;
        private @Nullable Double jitter;
        private List<FailureCause> notOn = List.of();
        private List<Integer> notOnExitCodes = List.of();
        private List<AgentId> fallback = List.of();
        private @Nullable Integer identicalFailures;
        private @Nullable Oscillation oscillation;

        Policy(int attempts) {
            this.attempts = attempts;
        }

        Policy rest(Duration rest) {
            backoff = List.of(rest);
            return this;
        }

        Policy exponential(ExponentialRest rests) {
            exponential = rests;
            return this;
        }

        Policy jitter(double share) {
            jitter = share;
            return this;
        }

        Policy notOn(FailureCause... causes) {
            notOn = List.of(causes);
            return this;
        }

        Policy notOnExitCodes(Integer... codes) {
            notOnExitCodes = List.of(codes);
            return this;
        }

        Policy fallback(String... agents) {
            fallback = List.of(agents).stream().map(AgentId::new).toList();
            return this;
        }

        Policy identicalFailures(int count) {
            identicalFailures = count;
            return this;
        }

        Policy oscillation(int window, int threshold) {
            oscillation = new Oscillation(window, threshold);
            return this;
        }

        RetryPolicy policy() {
            return new RetryPolicy(
                    attempts,
                    backoff,
                    exponential,
                    jitter,
                    notOn,
                    notOnExitCodes,
                    fallback,
                    identicalFailures,
                    oscillation);
        }
    }
}
