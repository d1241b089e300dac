package dev.signalbox.eventlog.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.GovernorNoted;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepCancelled;
import dev.signalbox.contracts.event.StepConflictForeseen;
import dev.signalbox.contracts.event.StepConflicted;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFact;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.event.StepStarted;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.UsageRecorded;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepStateTest {
    private static final StepId STEP = new StepId("build");
    private static final AgentId AGENT = new AgentId("agent-1");
    private static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");
    private static final GovernorScore SCORE =
            new GovernorScore(new BigDecimal("1.20"), new BigDecimal("-0.25"), 0, 4, List.of(), 3);

    @Test
    void an_attempt_goes_from_its_agent_to_a_runner_to_its_end() {
        StepState dispatched = after(new StepDispatched(STEP, 1, 7, AGENT));
        assertThat(dispatched.status()).isEqualTo(StepStatus.DISPATCHED);
        assertThat(dispatched.attempt()).isEqualTo(new Attempt(1, 7, AGENT, null, NOON.plusSeconds(1), null, null));

        StepState running = dispatched.after(new StepStarted(STEP, 1, 7, "runner-1"), NOON.plusSeconds(2));
        assertThat(running.status()).isEqualTo(StepStatus.RUNNING);
        assertThat(running.attempt())
                .isEqualTo(new Attempt(1, 7, AGENT, "runner-1", NOON.plusSeconds(1), NOON.plusSeconds(2), null));

        StepState done = running.after(new StepSucceeded(STEP, 1, 7, result(100)), NOON.plusSeconds(3));
        assertThat(done.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(done.result()).isEqualTo(result(100));
        assertThat(done.endedAt()).isEqualTo(NOON.plusSeconds(3));
    }

    @Test
    void a_conflict_is_foreseen_met_and_left_behind() {
        StepState warned = after(
                new StepDispatched(STEP, 1, 7, AGENT),
                new StepStarted(STEP, 1, 7, "runner-1"),
                new StepConflictForeseen(STEP, 1, 7, new StepId("other"), List.of("a.txt")));
        assertThat(warned.status()).isEqualTo(StepStatus.RUNNING);
        assertThat(warned.reason())
                .isEqualTo("what it has changed so far cannot be merged with that of step other: a.txt");

        StepState conflicted = warned.after(
                new StepConflicted(
                        STEP, 1, 7, AttemptResult.withoutProcess(AttemptOutcome.FAILED, "conflicts in a.txt")),
                NOON);
        assertThat(conflicted.status()).isEqualTo(StepStatus.CONFLICTED);
        assertThat(conflicted.reason()).isEqualTo("conflicts in a.txt");
        assertThat(conflicted.endedAt()).isNull();
        assertThat(warned.attempt()).extracting(Attempt::endedAt).isNull();
        assertThat(conflicted.attempt()).extracting(Attempt::endedAt).isEqualTo(NOON);

        StepState done = conflicted
                .after(new StepReopened(STEP, null, "put right", "ann", "ws/build/1"), NOON)
                .after(new StepDispatched(STEP, 2, 8, AGENT), NOON)
                .after(new StepSucceeded(STEP, 2, 8, result(1)), NOON);
        assertThat(done.reason()).isNull();
    }

    static List<WaitsFor> things() {
        return List.of(
                new WaitsFor.Agent(AGENT, "core"),
                new WaitsFor.Claim(new RunId("01980f6e-3c00-7a11-8e21-5f0c2b9d4e10"), new StepId("other"), "src/a"),
                new WaitsFor.Parallelism(4));
    }

    @ParameterizedTest
    @MethodSource("things")
    void a_step_that_waits_is_ready_and_says_for_what_until_it_is_dispatched(WaitsFor thing) {
        StepState waiting = after(new StepWaiting(STEP, thing));
        assertThat(waiting.status()).isEqualTo(StepStatus.READY);
        assertThat(waiting.waitsFor()).isEqualTo(thing);

        StepState dispatched = waiting.after(new StepDispatched(STEP, 1, 7, AGENT), NOON);
        assertThat(dispatched.waitsFor()).isNull();
    }

    @Test
    void a_step_that_rests_says_until_when_and_how_its_attempt_ended() {
        StepState resting = after(
                new StepDispatched(STEP, 1, 7, AGENT),
                new StepBackingOff(STEP, 1, 7, result(100), NOON.plusSeconds(9)));

        assertThat(resting.status()).isEqualTo(StepStatus.BACKING_OFF);
        assertThat(resting.waitsFor()).isEqualTo(new WaitsFor.Backoff(NOON.plusSeconds(9)));
        assertThat(resting.result()).isEqualTo(result(100));
        assertThat(resting.endedAt()).isNull();
    }

    @Test
    void an_attempt_whose_work_is_discarded_ended_when_it_conflicted() {
        StepState conflicted =
                after(new StepDispatched(STEP, 1, 7, AGENT), new StepConflicted(STEP, 1, 7, result(100)));

        StepState discarded =
                conflicted.after(new StepFailed(STEP, 1, 7, result(100), "discarded"), NOON.plusSeconds(28_800));

        assertThat(discarded.status()).isEqualTo(StepStatus.FAILED);
        assertThat(discarded.attempt()).isEqualTo(conflicted.attempt());
        assertThat(discarded.endedAt()).isEqualTo(NOON.plusSeconds(28_800));
    }

    @Test
    void usage_adds_up_over_attempts() {
        StepState twice = after(
                new StepDispatched(STEP, 1, 7, AGENT),
                new StepBackingOff(STEP, 1, 7, result(100), NOON),
                new StepDispatched(STEP, 2, 8, AGENT),
                new UsageRecorded(STEP, 2, 8, usage(30)));
        assertThat(twice.usage()).isEqualTo(usage(130));

        assertThat(twice.after(new StepFailed(STEP, 2, 8, result(50)), NOON).usage())
                .isEqualTo(usage(150));
    }

    @Test
    void a_step_that_was_given_up_says_why() {
        StepState failed = after(
                new StepDispatched(STEP, 1, 7, AGENT),
                new StepFailed(
                        STEP,
                        1,
                        7,
                        AttemptResult.withoutProcess(AttemptOutcome.LOST, "not heard of"),
                        "an attempt that was lost is not tried again"));

        assertThat(failed.status()).isEqualTo(StepStatus.FAILED);
        assertThat(failed.reason()).isEqualTo("an attempt that was lost is not tried again");
    }

    @Test
    void what_a_lost_attempt_had_reported_is_spent() {
        StepState lost = after(
                new StepDispatched(STEP, 1, 7, AGENT),
                new UsageRecorded(STEP, 1, 7, usage(40)),
                new StepFailed(STEP, 1, 7, AttemptResult.withoutProcess(AttemptOutcome.LOST, "not heard of")));

        assertThat(lost.usage()).isEqualTo(usage(40));
    }

    @Test
    void a_late_success_of_an_attempt_that_was_called_lost_is_not_counted_twice() {
        StepState late = after(
                new StepDispatched(STEP, 1, 7, AGENT),
                new UsageRecorded(STEP, 1, 7, usage(40)),
                new StepBackingOff(STEP, 1, 7, AttemptResult.withoutProcess(AttemptOutcome.LOST, "not heard of"), NOON),
                new StepSucceeded(STEP, 1, 7, result(60)));

        assertThat(late.status()).isEqualTo(StepStatus.SUCCEEDED);
        assertThat(late.usage()).isEqualTo(usage(60));
        assertThat(late.waitsFor()).isNull();
    }

    @Test
    void usage_of_an_attempt_that_is_not_the_last_changes_nothing() {
        StepState second = after(new StepDispatched(STEP, 2, 8, AGENT));

        assertThat(second.after(new UsageRecorded(STEP, 1, 7, usage(40)), NOON)).isEqualTo(second);
    }

    @Test
    void a_rejected_report_changes_nothing() {
        StepState running = after(new StepDispatched(STEP, 1, 7, AGENT));

        assertThat(running.after(new ReportRejected(STEP, 1, 3, 7, "attempt-finished", "runner-9"), NOON))
                .isEqualTo(running);
    }

    @Test
    void a_step_that_is_cancelled_before_it_began_has_no_attempt() {
        StepState cancelled = after(new StepCancelled(STEP, 0, 0, null));

        assertThat(cancelled.status()).isEqualTo(StepStatus.CANCELLED);
        assertThat(cancelled.attempt()).isNull();
        assertThat(cancelled.result()).isNull();
    }

    @Test
    void a_step_that_is_cancelled_in_flight_says_how_its_attempt_ended() {
        StepState cancelled = after(new StepDispatched(STEP, 1, 7, AGENT), new StepCancelled(STEP, 1, 7, result(5)));

        assertThat(cancelled.result()).isEqualTo(result(5));
        assertThat(cancelled.usage()).isEqualTo(usage(5));
    }

    @Test
    void a_skipped_step_says_why() {
        assertThat(after(new StepSkipped(STEP, new StepId("design"), "step design failed"))
                        .reason())
                .isEqualTo("step design failed");
    }

    @Test
    void what_the_governor_says_is_of_the_last_attempt() {
        StepState warned = after(
                new StepDispatched(STEP, 1, 7, AGENT),
                new GovernorNoted(STEP, 1, 7, SCORE),
                new TripwireTripped(STEP, 1, 7, trip(Tripwire.LOOP, 30)),
                new TripwireTripped(STEP, 1, 7, trip(Tripwire.LOOP, 40)));
        Governed said = Objects.requireNonNull(warned.governed());
        assertThat(said.score()).isEqualTo(SCORE);
        assertThat(said.trips()).containsExactly(trip(Tripwire.LOOP, 30));
        assertThat(warned.usage()).isEqualTo(usage(40));

        assertThat(warned.after(new GovernorNoted(STEP, 1, 6, SCORE), NOON)).isEqualTo(warned);
        assertThat(warned.after(new StepDispatched(STEP, 2, 8, AGENT), NOON).governed())
                .isNull();
    }

    @Test
    void a_tripwire_of_which_no_event_arrived_is_known_from_the_result() {
        GovernorSummary summary = new GovernorSummary(
                GovernorMode.WARN, 3, 1, SCORE, List.of(trip(Tripwire.LOOP, 30), trip(Tripwire.COST, 50)));
        StepState done = after(
                new StepDispatched(STEP, 1, 7, AGENT),
                new TripwireTripped(STEP, 1, 7, trip(Tripwire.LOOP, 20)),
                new StepSucceeded(STEP, 1, 7, result(100).governed(summary)));

        Governed said = Objects.requireNonNull(done.governed());
        assertThat(said.mode()).isEqualTo(GovernorMode.WARN);
        assertThat(said.score()).isEqualTo(SCORE);
        assertThat(said.trips()).containsExactly(trip(Tripwire.LOOP, 20), trip(Tripwire.COST, 50));
    }

    private static Trip trip(Tripwire tripwire, long used) {
        return new Trip(
                tripwire,
                GovernorMode.WARN,
                false,
                null,
                "it happened",
                BigDecimal.TEN,
                BigDecimal.ONE,
                "rounds",
                List.of(),
                List.of(),
                usage(used),
                Duration.ofSeconds(9));
    }

    /** The state after these facts, one second after the other from noon. */
    private static StepState after(StepFact... facts) {
        StepState state = StepState.PENDING;
        Instant at = NOON;
        for (StepFact fact : facts) {
            at = at.plusSeconds(1);
            state = state.after(fact, at);
        }
        return state;
    }

    private static Usage usage(long tokens) {
        return new Usage(tokens, tokens, BigDecimal.valueOf(tokens));
    }

    private static AttemptResult result(long tokens) {
        return new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, "done", usage(tokens), 12);
    }
}
