package dev.signalbox.runner.governor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernedScope;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorPolicy;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.governor.ScorePart;
import dev.signalbox.contracts.governor.ScoreReason;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.governor.WorkSoFar;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.coding.Sight;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GovernorTest {
    private final Watched agent = new Watched(Watched.POLICY);

    @Test
    void the_same_call_with_the_same_answer_four_times_is_a_loop() {
        agent.call("a").call("a").call("a");
        assertThat(agent.touched()).isEmpty();

        agent.call("a");

        Trip trip = agent.trips().getFirst();
        assertThat(trip.tripwire()).isEqualTo(Tripwire.LOOP);
        assertThat(trip.calls()).containsExactly("a");
        assertThat(trip.measured()).isEqualByComparingTo("4");
        assertThat(trip.allowed()).isEqualByComparingTo("4");
        assertThat(trip.unit()).isEqualTo("rounds");
        assertThat(trip.reason()).isEqualTo("it made the same call 4 times in a row: a");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab", "abc", "abcd"})
    void calls_that_alternate_are_a_loop_after_four_rounds(String round) {
        agent.call("before").call("b").call("a").call("new");
        for (int i = 0; i < 4; i++) {
            assertThat(agent.touched()).isEmpty();
            round.chars().forEach(each -> agent.call(Character.toString(each)));
        }

        Trip trip = agent.trips().getFirst();
        assertThat(trip.tripwire()).isEqualTo(Tripwire.LOOP);
        assertThat(String.join("", trip.calls())).isEqualTo(round);
        assertThat(trip.measured()).isEqualByComparingTo("4");
    }

    @Test
    void a_loop_is_found_although_it_says_what_it_does_each_time() {
        for (int i = 0; i < 4; i++) {
            agent.see(new Observation.Spoke(400))
                    .call("a")
                    .see(new Observation.Spoke(400))
                    .call("b");
        }

        assertThat(agent.touched()).containsExactly(Tripwire.LOOP);
    }

    @Test
    void a_loop_whose_answers_nobody_knows_is_one_only_if_it_is_not_thinking_in_between() {
        Watched talks = new Watched(Watched.POLICY);
        for (int i = 0; i < 4; i++) {
            agent.call("a", false, null);
            talks.see(new Observation.Spoke(300)).call("a", false, null);
        }

        assertThat(agent.touched()).containsExactly(Tripwire.LOOP);
        assertThat(talks.touched()).isEmpty();
    }

    @Test
    void waiting_for_something_that_changes_is_no_loop_until_it_takes_three_times_as_long() {
        for (int i = 0; i < 11; i++) {
            agent.call("look", false, "answer " + i);
        }
        assertThat(agent.touched()).isEmpty();

        agent.call("look", false, "another answer");

        assertThat(agent.touched()).containsExactly(Tripwire.LOOP);
    }

    @Test
    void editing_and_testing_in_turn_is_no_loop_because_the_edits_differ() {
        for (int i = 0; i < 30; i++) {
            agent.call("edit " + i).call("test", i % 3 != 0, "failed: 3 of 7").pass(20);
        }

        assertThat(agent.touched()).isEmpty();
    }

    @Test
    void several_calls_at_once_are_judged_when_they_have_ended() {
        for (int i = 0; i < 4; i++) {
            agent.begin("a");
        }

        assertThat(agent.touched()).isEmpty();
    }

    @Test
    void a_program_that_never_says_that_calls_end_is_found_in_its_loop_too() {
        for (int i = 0; i < 12; i++) {
            agent.begin("a").pass(1);
        }

        assertThat(agent.touched()).containsExactly(Tripwire.LOOP);
    }

    @Test
    void the_same_call_failing_three_times_is_churn_even_with_old_calls_in_between() {
        agent.call("read").call("test", true, "1").call("read").call("test", true, "2");
        assertThat(agent.touched()).isEmpty();

        agent.call("read").call("test", true, "3");

        Trip trip = agent.trips().getFirst();
        assertThat(trip.tripwire()).isEqualTo(Tripwire.RETRY_CHURN);
        assertThat(trip.calls()).containsExactly("test");
        assertThat(trip.measured()).isEqualByComparingTo("3");
        assertThat(trip.unit()).isEqualTo("failures");
    }

    @Test
    void a_test_that_fails_after_each_of_three_different_edits_is_no_churn() {
        for (int i = 0; i < 5; i++) {
            agent.call("edit " + i).call("test", true, "no");
        }

        assertThat(agent.touched()).isEmpty();
    }

    @Test
    void a_success_in_between_ends_the_count_of_failures() {
        agent.call("x").call("test", true, "1").call("test", true, "2").call("test", false, "3");
        agent.call("test", true, "4").call("test", true, "5");

        assertThat(agent.touched()).isEmpty();
    }

    @Test
    void the_score_is_made_of_parts_as_the_original_counts_them() {
        agent.pass(60).call("read a").call("edit a").call("test", true, "no").call("test", false, "yes");
        agent.see(new Observation.Spoke(300)).pass(20);

        GovernorScore score = agent.scores().getFirst();
        assertThat(score.parts())
                .containsExactly(
                        part(ScoreReason.CALLS, "0.80"),
                        part(ScoreReason.SUCCESSES, "2.40"),
                        part(ScoreReason.NEW_CALLS, "1.20"),
                        part(ScoreReason.TEXT, "0.40"),
                        part(ScoreReason.VERIFICATION, "0.80"),
                        part(ScoreReason.RECOVERY, "0.40"),
                        part(ScoreReason.ERRORS, "-0.90"));
        assertThat(score.score()).isEqualByComparingTo("5.10");
        assertThat(score.least()).isEqualByComparingTo("-0.25");
        assertThat(score.strikes()).isZero();
        assertThat(score.strikeBudget()).isEqualTo(4);
    }

    @Test
    void an_agent_that_goes_wrong_again_and_again_gets_strikes_until_they_are_too_many() {
        for (int i = 0; i < 60; i++) {
            agent.call("try " + i, true, "no").pass(9);
        }

        Trip trip = agent.trips().getFirst();
        assertThat(trip.tripwire()).isEqualTo(Tripwire.LOW_PROGRESS);
        assertThat(trip.measured()).isGreaterThan(trip.allowed());
        assertThat(trip.unit()).isEqualTo("strikes");
        assertThat(trip.parts()).contains(part(ScoreReason.ERRORS, "-2.70"), part(ScoreReason.FAILURE_STREAK, "-0.60"));
        assertThat(trip.elapsed()).isLessThan(Duration.ofMinutes(8));
    }

    @Test
    void a_strike_is_taken_away_when_the_score_is_good_again() {
        agent.pass(74).call("a", true, "1").call("b", true, "2").pass(74);
        assertThat(agent.scores().getLast().strikes()).isEqualTo(1);

        for (int i = 0; i < 20; i++) {
            agent.call("good " + i).pass(15);
        }

        assertThat(agent.scores().getLast().strikes()).isZero();
    }

    @Test
    void an_old_attempt_must_do_more_than_a_young_one() {
        for (int i = 0; i < 300; i++) {
            agent.call("good " + i).pass(10);
        }

        assertThat(agent.scores().getLast().least()).isEqualByComparingTo("1.10");
        assertThat(agent.touched()).isEmpty();
    }

    @Test
    void a_long_build_is_no_lack_of_progress() {
        agent.call("edit").begin("test").pass(29 * 60);

        assertThat(agent.touched()).isEmpty();
        assertThat(agent.scores()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void a_tool_that_never_answers_is_silence_after_half_an_hour() {
        agent.call("edit").begin("test").pass(31 * 60);

        Trip trip = agent.trips().getFirst();
        assertThat(trip.tripwire()).isEqualTo(Tripwire.SILENCE);
        assertThat(trip.reason()).endsWith("while a tool was at work");
    }

    @Test
    void an_agent_that_says_nothing_for_a_quarter_of_an_hour_is_silent() {
        Watched silent = new Watched(noProgress());
        silent.call("a").pass(15 * 60);
        assertThat(silent.touched()).isEmpty();

        silent.pass(1);

        Trip trip = silent.trips().getFirst();
        assertThat(trip.tripwire()).isEqualTo(Tripwire.SILENCE);
        assertThat(trip.measured()).isEqualByComparingTo("901");
        assertThat(trip.allowed()).isEqualByComparingTo("900");
    }

    @Test
    void whatever_it_prints_is_not_silence() {
        Watched chatty = new Watched(noProgress());
        for (int i = 0; i < 5; i++) {
            chatty.pass(10 * 60).prints();
        }

        assertThat(chatty.touched()).isEmpty();
    }

    @Test
    void money_is_looked_at_with_every_report_and_not_at_the_next_check() {
        Watched costly = new Watched(Watched.limited(limits("0.50", null, null, null)));
        costly.pass(1).spends(10, "0.50");
        assertThat(costly.touched()).isEmpty();

        costly.spends(11, "0.5001");

        Trip trip = costly.trips().getFirst();
        assertThat(trip.tripwire()).isEqualTo(Tripwire.COST);
        assertThat(trip.scope()).isEqualTo(GovernedScope.STEP);
        assertThat(trip.measured()).isEqualByComparingTo("0.5001");
        assertThat(trip.usage().costUsd()).isEqualByComparingTo("0.5001");
        assertThat(trip.elapsed()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void numbers_below_zero_or_beyond_everything_do_not_confuse_it() {
        Watched liar = new Watched(Watched.limited(limits("1", 1_000L, null, null)));
        liar.spends(-5_000, "-3").spends(900, "0.9").spends(-1, "0");
        assertThat(liar.touched()).isEmpty();

        liar.see(new Observation.Spent(new Usage(Long.MAX_VALUE, Long.MAX_VALUE, BigDecimal.ZERO)));

        assertThat(liar.touched()).containsExactly(Tripwire.TOKENS);
    }

    @Test
    void limits_do_not_begin_anew_with_another_attempt() {
        WorkSoFar before = new WorkSoFar(new Usage(600, 0, new BigDecimal("0.30")), 3, Duration.ofSeconds(50));
        Governance governance = new Governance(
                Watched.limited(limits("0.50", 1_000L, 4, Duration.ofSeconds(60))), before, WorkSoFar.NONE);
        Watched second = new Watched(governance);
        second.see(new Observation.TurnEnded()).spends(400, "0.20").pass(10);
        assertThat(second.touched()).isEmpty();

        second.see(new Observation.TurnEnded()).spends(401, "0.21").pass(1);

        assertThat(second.touched()).containsExactly(Tripwire.TURNS, Tripwire.COST, Tripwire.TOKENS, Tripwire.FUSE);
    }

    @Test
    void what_the_run_has_used_counts_for_the_limits_of_the_run() {
        WorkSoFar run = new WorkSoFar(new Usage(0, 0, new BigDecimal("4.90")), 0, Duration.ZERO);
        Governance governance = new Governance(
                Watched.policy(GovernorMode.ENFORCE, GovernorLimits.NONE, limits("5", null, null, null)),
                WorkSoFar.NONE,
                run);
        Watched third = new Watched(governance).spends(1, "0.11");

        Trip trip = third.trips().getFirst();
        assertThat(trip.scope()).isEqualTo(GovernedScope.RUN);
        assertThat(trip.measured()).isEqualByComparingTo("5.01");
        assertThat(trip.reason()).isEqualTo("the run has cost 5.01 USD of 5");
    }

    @Test
    void what_is_used_up_already_stops_an_attempt_before_it_begins() {
        WorkSoFar run = new WorkSoFar(new Usage(0, 0, new BigDecimal("5.10")), 0, Duration.ZERO);
        Governance governance = new Governance(
                Watched.policy(GovernorMode.ENFORCE, GovernorLimits.NONE, limits("5", null, null, null)),
                WorkSoFar.NONE,
                run);
        Governor governor = new Governor(governance, Sight.CALLS);

        assertThat(governor.tick(Duration.ZERO, Duration.ZERO)).hasSize(1);
    }

    @Test
    void whether_an_attempt_gets_anywhere_is_not_judged_where_its_calls_cannot_be_seen() {
        Governance governance = new Governance(Watched.POLICY, WorkSoFar.NONE, WorkSoFar.NONE);

        Watched seen = new Watched(governance, Sight.CALLS).see(new Observation.TurnEnded());
        Watched unseen = new Watched(governance, Sight.NO_CALLS).see(new Observation.TurnEnded());
        seen.pass(800);
        unseen.pass(800);

        assertThat(seen.touched()).containsExactly(Tripwire.LOW_PROGRESS);
        assertThat(unseen.touched()).isEmpty();
        assertThat(unseen.scores()).isEmpty();
        assertThat(unseen.pass(200).touched()).containsExactly(Tripwire.SILENCE);
    }

    @Test
    void an_attempt_that_is_stopped_is_judged_no_further() {
        Watched stopped =
                new Watched(Watched.policy(GovernorMode.ENFORCE, limits("1", 10L, null, null), GovernorLimits.NONE));
        stopped.spends(11, "2").call("a").call("a").call("a").call("a").pass(4_000);

        assertThat(stopped.touched()).containsExactly(Tripwire.COST);
        assertThat(stopped.governor.summary())
                .isNotNull()
                .extracting(GovernorSummary::stoppedBy)
                .isEqualTo(Tripwire.COST);
    }

    @Test
    void a_price_that_is_known_only_with_the_result_stops_nobody() {
        Watched done =
                new Watched(Watched.policy(GovernorMode.ENFORCE, limits("1", null, null, null), GovernorLimits.NONE));
        done.see(new Observation.Spent(new Usage(1, 1, BigDecimal.TEN)), new Observation.Finished())
                .pass(4_000);

        assertThat(done.found).isEmpty();
    }

    @Test
    void each_tripwire_is_told_once() {
        for (int i = 0; i < 40; i++) {
            agent.call("a", true, "no");
        }

        assertThat(agent.touched()).containsExactly(Tripwire.RETRY_CHURN, Tripwire.LOOP);
    }

    @Test
    void a_score_is_told_once_in_an_interval_and_only_when_it_has_changed() {
        Watched idle = new Watched(Watched.POLICY);
        idle.pass(80).prints().pass(70);

        assertThat(idle.scores()).hasSize(2);
        assertThat(idle.scores().getFirst().parts()).isEmpty();
        assertThat(idle.scores().getLast().parts()).containsExactly(part(ScoreReason.IDLE, "-0.35"));
    }

    @Test
    void nothing_is_told_of_an_attempt_of_which_nothing_was_seen() {
        assertThat(new Watched(noProgress()).pass(30).governor.summary()).isNull();
    }

    private static GovernorPolicy noProgress() {
        GovernorPolicy all = Watched.POLICY;
        return new GovernorPolicy(
                all.mode(),
                all.check(),
                all.window(),
                all.silence(),
                all.silenceInCall(),
                all.loop(),
                all.longestCycle(),
                all.churn(),
                false,
                all.ofStep(),
                all.ofRun());
    }

    private static GovernorLimits limits(
            @Nullable String usd, @Nullable Long tokens, @Nullable Integer turns, @Nullable Duration fuse) {
        return new GovernorLimits(usd == null ? null : new BigDecimal(usd), tokens, turns, fuse);
    }

    private static ScorePart part(ScoreReason reason, String points) {
        return new ScorePart(reason, new BigDecimal(points));
    }
}
