package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.GovernorReported;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.attempt.UsageReported;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.GovernorNoted;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernedScope;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorPolicy;
import dev.signalbox.contracts.governor.GovernorRule;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.FailureCause;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.RetryPolicy;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.StepSpecBuilder;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.scheduler.governor.GovernorSettings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the scheduler does so that attempts are governed: over retries, and over all attempts of a run. */
class GoverningTest {
    private static final RetryPolicy TWICE = new RetryPolicy(2, List.of());

    private final World world = new World();

    @Test
    void what_a_step_does_not_say_its_run_says_and_else_the_configuration() {
        GovernorRule ofRun = new GovernorRule(GovernorMode.ENFORCE, limits("5"), Duration.ofMinutes(3), 6, null, null);
        GovernorRule ofStep = new GovernorRule(GovernorMode.OBSERVE, limits("1"), null, null, 0, false);

        GovernorPolicy policy = GovernorSettings.DEFAULT.policy(ofRun, ofStep, AgentType.CODEX);

        assertThat(policy.mode()).isEqualTo(GovernorMode.OBSERVE);
        assertThat(policy.silence()).isEqualTo(Duration.ofMinutes(3));
        assertThat(policy.loop()).isEqualTo(6);
        assertThat(policy.churn()).isZero();
        assertThat(policy.progress()).isFalse();
        assertThat(policy.ofStep()).isEqualTo(new GovernorLimits(new BigDecimal("1"), null, null, Duration.ofHours(4)));
        assertThat(policy.ofRun()).isEqualTo(limits("5"));
    }

    @Test
    void a_command_is_not_asked_to_say_anything_unless_somebody_wants_it_to() {
        GovernorRule talkative = new GovernorRule(null, GovernorLimits.NONE, Duration.ofMinutes(1), null, null, true);

        assertThat(GovernorSettings.DEFAULT
                        .policy(null, null, AgentType.COMMAND)
                        .silence())
                .isZero();
        assertThat(GovernorSettings.DEFAULT
                        .policy(null, talkative, AgentType.COMMAND)
                        .silence())
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(GovernorSettings.DEFAULT
                        .policy(null, talkative, AgentType.COMMAND)
                        .progress())
                .isFalse();
    }

    @Test
    void a_service_may_be_silent_for_as_long_as_it_takes_and_its_progress_is_judged_by_whoever_sees_it() {
        GovernorPolicy policy = GovernorSettings.DEFAULT.policy(null, null, AgentType.HTTP);

        assertThat(policy.silence()).isZero();
        assertThat(policy.progress()).isTrue();
    }

    @Test
    void an_agent_that_plays_a_script_is_not_governed() {
        world.command(submit(1, plain("a")));

        assertThat(world.lastDispatch(1, "a").governor()).isNull();
    }

    @Test
    void another_attempt_is_told_what_those_before_it_have_used() {
        world.command(submitted(governed(null, TWICE)));
        AttemptRef first = world.dispatched(1, "a");
        world.started(first, "r1");
        world.report(new GovernorReported(first, "r1", new GovernorFinding.Checked(score(5)), world.now));
        world.pass(Duration.ofSeconds(10));
        world.used(first, usage("0.25"));
        world.report(new AttemptFinished(
                first,
                "r1",
                new AttemptResult(AttemptOutcome.FAILED, 1, null, null, usage("0.30"), 0)
                        .governed(new GovernorSummary(GovernorMode.WARN, 7, 1, null, List.of())),
                world.now));
        world.pass(Duration.ofSeconds(20));
        world.restart();

        Governance second = governance("a");

        assertThat(second.step().usage().costUsd()).isEqualByComparingTo("0.30");
        assertThat(second.step().turns()).isEqualTo(7);
        assertThat(second.step().atWork()).isEqualTo(Duration.ofSeconds(10));
        assertThat(second.run()).isEqualTo(second.step());
    }

    @Test
    void time_in_which_nobody_works_does_not_count_and_time_of_two_at_once_counts_once() {
        world.command(submit(
                1, List.of(worker(3)), RunOptions.DEFAULT, List.of(plain("a"), plain("b"), plain("c", "a", "b"))));
        world.started(world.dispatched(1, "a"), "r1");
        world.started(world.dispatched(1, "b"), "r1");
        heartbeats(Duration.ofSeconds(8), "a", "b");
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        heartbeats(Duration.ofSeconds(4), "b");
        world.pause(1);
        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        world.pass(Duration.ofHours(3));
        world.restart();
        world.resumeRun(1);

        assertThat(governance("c").run().atWork()).isEqualTo(Duration.ofSeconds(12));
        assertThat(governance("c").step().atWork()).isZero();
    }

    @Test
    void what_the_governor_finds_is_a_fact() {
        world.command(submitted(governed(null, RetryPolicy.ONCE)));
        AttemptRef attempt = world.dispatched(1, "a");
        world.started(attempt, "r1");

        assertThat(world.report(new GovernorReported(attempt, "r1", new GovernorFinding.Checked(score(2)), world.now)))
                .first()
                .isInstanceOfSatisfying(
                        GovernorNoted.class, noted -> assertThat(noted.score()).isEqualTo(score(2)));
        GovernorReported tripped =
                new GovernorReported(attempt, "r1", new GovernorFinding.Tripped(trip(Tripwire.LOOP)), world.now);
        assertThat(world.report(tripped)).hasSize(1).first().isInstanceOf(TripwireTripped.class);
        assertThat(world.report(tripped)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void an_attempt_that_was_stopped_is_tried_again_unless_a_limit_would_stop_the_next_one_too(Tripwire tripwire) {
        world.command(submitted(governed(null, TWICE)));

        List<RunFact> facts = aborted(tripwire);

        boolean again = switch (tripwire) {
            case LOOP, RETRY_CHURN, LOW_PROGRESS, SILENCE -> true;
            case COST, TOKENS, TURNS, FUSE -> false;
        };
        assertThat(facts).first().isInstanceOf(again ? StepBackingOff.class : StepFailed.class);
    }

    @Test
    void a_step_can_say_that_it_is_not_tried_again_after_the_governor_stopped_it() {
        RetryPolicy policy = new RetryPolicy(
                3, List.of(), null, null, List.of(FailureCause.ABORTED), List.of(), List.of(), null, null);
        world.command(submitted(governed(null, policy)));

        assertThat(aborted(Tripwire.LOOP))
                .first()
                .isInstanceOfSatisfying(
                        StepFailed.class,
                        failed -> assertThat(failed.gaveUp())
                                .isEqualTo("an attempt that the governor stopped is not tried again"));
    }

    @Test
    void attempts_at_work_together_are_all_stopped_when_they_have_used_up_what_the_run_may_cost() {
        world.command(submit(1, List.of(worker(2)), options(GovernorMode.ENFORCE), List.of(plain("a"), plain("b"))));
        world.started(world.dispatched(1, "a"), "r1");
        world.started(world.dispatched(1, "b"), "r2");
        world.used(world.dispatched(1, "a"), usage("0.60"));
        assertThat(world.stops).isEmpty();

        List<RunFact> facts = world.report(new UsageReported(world.dispatched(1, "b"), "r2", usage("0.50"), world.now));

        assertThat(facts.stream().filter(TripwireTripped.class::isInstance))
                .hasSize(2)
                .allSatisfy(fact -> {
                    Trip trip = ((TripwireTripped) fact).trip();
                    assertThat(trip.tripwire()).isEqualTo(Tripwire.COST);
                    assertThat(trip.scope()).isEqualTo(GovernedScope.RUN);
                    assertThat(trip.stopped()).isTrue();
                    assertThat(trip.measured()).isEqualByComparingTo("1.10");
                });
        assertThat(world.stops)
                .extracting(StopAttempt::cause)
                .containsOnly(StopCause.TRIPWIRE)
                .hasSize(2);
    }

    @Test
    void in_the_mode_warn_it_is_said_once_and_nobody_is_stopped() {
        world.command(submit(1, List.of(worker(2)), options(GovernorMode.WARN), List.of(plain("a"))));
        AttemptRef attempt = world.dispatched(1, "a");
        world.started(attempt, "r1");

        assertThat(world.used(attempt, usage("1.10"))).hasAtLeastOneElementOfType(TripwireTripped.class);
        assertThat(world.used(attempt, usage("1.20"))).doesNotHaveAnyElementsOfTypes(TripwireTripped.class);
        world.finish(attempt, AttemptOutcome.SUCCEEDED, usage("1.30"));

        assertThat(world.stops).isEmpty();
        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
    }

    private List<RunFact> aborted(Tripwire tripwire) {
        AttemptRef attempt = world.dispatched(1, "a");
        world.started(attempt, "r1");
        return world.report(new AttemptFinished(
                attempt,
                "r1",
                AttemptResult.withoutProcess(AttemptOutcome.ABORTED, "stopped")
                        .governed(new GovernorSummary(GovernorMode.ENFORCE, 3, 0, null, List.of(trip(tripwire)))),
                world.now));
    }

    /** Time passes, and nobody is called lost. */
    private void heartbeats(Duration time, String... steps) {
        for (long second = 0; second < time.toSeconds(); second++) {
            world.pass(Duration.ofSeconds(1));
            for (String step : steps) {
                world.heartbeat(world.dispatched(1, step), "r1");
            }
        }
    }

    private Governance governance(String step) {
        return Objects.requireNonNull(world.lastDispatch(1, step).governor());
    }

    private static SubmitRun submitted(StepSpec step) {
        return submit(1, List.of(worker(1)), RunOptions.DEFAULT, List.of(step));
    }

    private static AgentSpec worker(int capacity) {
        return new AgentSpec(
                new AgentId("blue"), AgentType.COMMAND, null, capacity, List.of("make"), AgentSpec.DEFAULT_POOL);
    }

    private static StepSpec governed(@Nullable GovernorRule rule, RetryPolicy retry) {
        return StepSpecBuilder.builder(step("a", FileScope.NONE, retry))
                .governor(rule)
                .build();
    }

    private static StepSpec plain(String id, String... needs) {
        return step(id, FileScope.NONE, RetryPolicy.ONCE, needs);
    }

    private static RunOptions options(GovernorMode mode) {
        return RunOptions.DEFAULT.withGovernor(new GovernorRule(mode, limits("1"), null, null, null, null));
    }

    private static GovernorLimits limits(String usd) {
        return new GovernorLimits(new BigDecimal(usd), null, null, null);
    }

    private static Usage usage(String usd) {
        return new Usage(10, 5, new BigDecimal(usd));
    }

    private static GovernorScore score(int turns) {
        return new GovernorScore(new BigDecimal("1.20"), new BigDecimal("-0.25"), 0, 4, List.of(), turns);
    }

    private static Trip trip(Tripwire tripwire) {
        return new Trip(
                tripwire,
                GovernorMode.ENFORCE,
                true,
                null,
                "it happened",
                BigDecimal.TEN,
                BigDecimal.ONE,
                "rounds",
                List.of("Bash#1a2b3c4d"),
                List.of(),
                Usage.NONE,
                Duration.ofSeconds(9));
    }
}
