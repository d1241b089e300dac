package dev.signalbox.eventlog.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.eventlog.world.Story;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProjectionTest {
    private final Tables tables = new Tables();

    @Test
    void a_run_begins_with_all_its_steps_pending() {
        Story story = Story.of("a", "b<a");

        Projection projection = tables.take(story.events());

        assertThat(projection.newSteps()).extracting(NewStep::position).containsExactly(0, 1);
        assertThat(tables.run(story).status()).isEqualTo(RunStatus.QUEUED);
        assertThat(tables.run(story).steps()).isEqualTo(new StepCounts(2, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void the_counts_follow_the_steps() {
        Story story = Story.of("a", "b<a", "c<a", "d").starts().succeeds("a").begins("b", 1);
        story.tell(new StepWaiting(new StepId("c"), new WaitsFor.Parallelism(1)));

        tables.take(story.events());

        assertThat(tables.run(story).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(tables.run(story).steps()).isEqualTo(new StepCounts(1, 1, 1, 1, 0, 0, 0));
    }

    @Test
    void a_conflicted_step_is_counted_by_itself_until_somebody_has_decided() {
        Story story = Story.of("a", "b<a", "c").starts().conflicts("a", 1);
        tables.take(story.events());
        assertThat(tables.run(story).steps()).isEqualTo(new StepCounts(2, 0, 0, 0, 0, 0, 0, 1));

        story.tell(new StepReopened(new StepId("a"), null, "again", "ann"));
        tables.take(story.events());

        assertThat(tables.run(story).steps()).isEqualTo(new StepCounts(3, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void a_run_ends_as_its_last_event_says() {
        Story story = Story.of("a", "b<a").starts().fails("a", 1).skips("b", "a");
        story.ends(RunStatus.FAILED, new StepCounts(0, 0, 0, 0, 1, 0, 1));

        tables.take(story.events());

        RunState run = tables.run(story);
        assertThat(run.status()).isEqualTo(RunStatus.FAILED);
        assertThat(run.steps()).isEqualTo(new StepCounts(0, 0, 0, 0, 1, 0, 1));
        assertThat(run.endedAt()).isEqualTo(story.events().getLast().at());
        assertThat(run.usage().inputTokens()).isEqualTo(100);
    }

    @Test
    void a_run_that_is_being_cancelled_says_so_until_it_has_ended() {
        Story story = Story.of("a").starts().begins("a", 1).tell(new RunCancelling("enough", "somebody"));

        tables.take(story.events());

        assertThat(tables.run(story).status()).isEqualTo(RunStatus.CANCELLING);
    }

    @Test
    void a_paused_run_says_why_until_it_is_resumed() {
        Story story = Story.of("a").starts().tell(new RunPaused("let me look", "somebody", null));
        tables.take(story.events());
        assertThat(tables.run(story).status()).isEqualTo(RunStatus.PAUSED);
        assertThat(tables.run(story).reason()).isEqualTo("let me look");

        story.tell(new RunResumed("fine", "somebody", List.of()));
        tables.take(story.events());

        assertThat(tables.run(story).status()).isEqualTo(RunStatus.RUNNING);
        assertThat(tables.run(story).reason()).isNull();
    }

    @Test
    void a_run_that_was_paused_before_it_started_is_queued_again_when_it_is_resumed() {
        Story story = Story.of("a").tell(new RunPaused("a checkpoint", "scheduler", "review"));
        story.tell(new StepWaiting(new StepId("a"), new WaitsFor.Approval("review")));
        tables.take(story.events());
        assertThat(tables.run(story).steps().ready()).isEqualTo(1);

        story.tell(new RunResumed("fine", "somebody", List.of(new StepId("a"))));
        tables.take(story.events());

        assertThat(tables.run(story).status()).isEqualTo(RunStatus.QUEUED);
    }

    @Test
    void an_event_that_was_applied_before_changes_nothing() {
        Story story = Story.chain(3);
        tables.take(story.events());
        Tables before = tables.copy();

        Projection again = tables.take(story.events());

        assertThat(tables).isEqualTo(before);
        assertThat(again.newRuns()).isEmpty();
        assertThat(again.changedRuns()).isEmpty();
        assertThat(again.changedSteps()).isEmpty();
    }

    @Test
    void an_event_of_a_run_that_has_not_begun_is_not_applied() {
        RunEvent stray = Story.chain(1).events().get(1);

        assertThat(new Projection(Map.of(), Map.of()).apply(stray.run(), stray.seq(), stray.at(), stray.data()))
                .isEqualTo(Verdict.RUN_UNKNOWN);
    }

    @Test
    void an_event_behind_a_gap_is_applied_and_the_gap_is_told() {
        Story story = Story.of("a", "b").starts().succeeds("a").succeeds("b");
        List<RunEvent> events = new ArrayList<>(story.events());
        events.subList(1, 4).clear();

        Projection projection = tables.take(events);

        assertThat(projection.gaps()).containsExactly(new Gap(story.run(), 2, 4));
        assertThat(tables.run(story).missingEvents()).isEqualTo(3);
        assertThat(tables.run(story).steps().succeeded()).isEqualTo(2);
    }

    @Test
    void a_fact_that_this_version_does_not_know_moves_the_sequence_on_and_no_more() {
        Story story = Story.of("a").starts();
        tables.take(story.events());
        Projection projection = new Projection(tables.runs, tables.steps);

        assertThat(projection.apply(story.run(), 3, Story.BEGIN, null)).isEqualTo(Verdict.APPLIED);

        assertThat(projection.run(story.run()).lastSeq()).isEqualTo(3);
        assertThat(projection.run(story.run()).steps())
                .isEqualTo(tables.run(story).steps());
        assertThat(projection.gaps()).isEmpty();
    }

    @Test
    void a_fact_about_a_step_that_the_run_does_not_have_is_history_only() {
        Story story = Story.of("a").starts().begins("no-such-step", 1);

        tables.take(story.events());

        assertThat(tables.run(story).lastSeq()).isEqualTo(4);
        assertThat(tables.steps).containsOnlyKeys(new StepKey(story.run(), new StepId("a")));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
    void however_a_history_is_cut_and_repeated_the_same_rows_result(long seed) {
        Random random = new Random(seed);
        List<RunEvent> history = twistedHistory(random);
        tables.take(history);
        Tables inPieces = new Tables();

        int position = 0;
        while (position < history.size()) {
            int repeated = random.nextInt(Math.min(position, 5) + 1);
            int end = Math.min(history.size(), position + 1 + random.nextInt(12));
            inPieces.take(history.subList(position - repeated, end));
            position = end;
        }

        assertThat(inPieces).isEqualTo(tables);
    }

    @Test
    void what_is_reserved_is_given_back_as_it_is_spent_and_when_the_attempt_ends() {
        Story story = Story.within(BudgetRule.of(usd("5")), BudgetRule.of(new Budget(null, 900L)));
        story.starts().begins("a", 1, new Budget(new BigDecimal("2"), 500L));
        tables.take(story.events());
        assertThat(tables.run(story).reserved()).isEqualTo(new Budget(new BigDecimal("2"), 500L));

        tables.take(
                story.uses("a", 1, new Usage(100, 20, new BigDecimal("0.5"))).events());
        RunState spending = tables.run(story);
        tables.take(story.finishes("a", 1).events());

        assertThat(spending.reserved()).isEqualTo(new Budget(new BigDecimal("1.5"), 380L));
        assertThat(spending.usage().costUsd()).isEqualByComparingTo("0.5");
        assertThat(tables.run(story).reserved().usd()).isEqualByComparingTo("0");
        assertThat(tables.run(story).reserved().tokens()).isZero();
        assertThat(tables.run(story).allowance()).isEqualTo(new Allowance(usd("5"), OnExceed.PAUSE));
    }

    @Test
    void a_budget_that_is_set_anew_is_that_of_the_run_or_of_the_step() {
        Story story = Story.within(BudgetRule.of(usd("5")), BudgetRule.of(usd("1")));
        story.tell(new BudgetRaised(null, usd("9"), "worth it", "ada"));
        story.tell(new BudgetRaised(new StepId("a"), usd("3"), "worth it", "ada"));

        tables.take(story.events());

        assertThat(tables.run(story).allowance().limit()).isEqualTo(usd("9"));
        StepState step = Objects.requireNonNull(tables.steps.get(new StepKey(story.run(), new StepId("a"))));
        assertThat(step.spending().allowance().limit()).isEqualTo(usd("3"));
    }

    private static Budget usd(String amount) {
        return Budget.ofUsd(new BigDecimal(amount));
    }

    /** Several runs, interleaved. */
    private static List<RunEvent> twistedHistory(Random random) {
        List<List<RunEvent>> stories = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Story story = Story.of("a", "b<a", "c<a,b").starts().failsOnce("a").succeeds("a", 2);
            stories.add(new ArrayList<>((random.nextBoolean() ? story.succeeds("b") : story.fails("b", 1)).events()));
        }
        List<RunEvent> history = new ArrayList<>();
        while (!stories.isEmpty()) {
            List<RunEvent> next = stories.get(random.nextInt(stories.size()));
            history.add(next.removeFirst());
            stories.removeIf(List::isEmpty);
        }
        return history;
    }

    /** The rows, kept as a database would. */
    private static final class Tables {
        private final Map<RunId, RunState> runs = new HashMap<>();
        private final Map<StepKey, StepState> steps = new HashMap<>();

        Projection take(List<RunEvent> events) {
            Projection projection = new Projection(runs, steps);
            events.forEach(event -> projection.apply(event.run(), event.seq(), event.at(), event.data()));
            projection.newRuns().forEach(run -> runs.put(run.run(), projection.run(run.run())));
            projection.changedRuns().forEach(run -> runs.put(run, projection.run(run)));
            projection.newSteps().forEach(step -> steps.put(step.key(), projection.step(step.key())));
            projection.changedSteps().forEach(key -> steps.put(key, projection.step(key)));
            return projection;
        }

        RunState run(Story story) {
            return Objects.requireNonNull(runs.get(story.run()));
        }

        Tables copy() {
            Tables copy = new Tables();
            copy.runs.putAll(runs);
            copy.steps.putAll(steps);
            return copy;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Tables tables && runs.equals(tables.runs) && steps.equals(tables.steps);
        }

        @Override
        public int hashCode() {
            return runs.hashCode() * 31 + steps.hashCode();
        }

        @Override
        public String toString() {
            return runs + "\n" + steps;
        }
    }
}
