package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.behind;
import static dev.signalbox.scheduler.workspace.Specs.retried;
import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.command.PauseWorkspace;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.BudgetEscalated;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.BudgetScope;
import dev.signalbox.contracts.event.BudgetWarned;
import dev.signalbox.contracts.event.ReportRejected;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunPaused;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.UsageRejected;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.scheduler.budget.BudgetSettings;
import dev.signalbox.scheduler.budget.ModelPrice;
import dev.signalbox.scheduler.budget.PriceBook;
import dev.signalbox.scheduler.budget.UnknownModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Money is stopped before it is spent. */
class BudgetTest {
    private final World world = new World();

    @Test
    void what_a_step_declares_is_reserved_before_its_attempt_is_dispatched() {
        List<RunFact> facts = world.command(budgeted("10", OnExceed.PAUSE, costing("a", "2")));

        assertThat(facts)
                .contains(new StepDispatched(
                        new StepId("a"), 1, 1, agent("any", null, 1).id(), new Budget(usd("2"), 0L)));
    }

    @Test
    void a_step_waits_while_what_it_needs_is_reserved_for_another() {
        world.command(budgeted("3", OnExceed.PAUSE, costing("a", "2"), costing("b", "2")));

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b"))
                .isEqualTo(new WaitsFor.Budget(
                        BudgetScope.RUN, usd("1"), null, run(1), new StepId("a"), Budget.ofUsd(usd("3"))));
    }

    @Test
    void what_an_attempt_did_not_use_is_given_to_the_next() {
        world.command(budgeted("3", OnExceed.PAUSE, costing("a", "2"), costing("b", "2")));

        world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, cost("1"));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(world.statuses).containsEntry(run(1), RunStatus.RUNNING);
    }

    @Test
    void a_run_pauses_before_the_dispatch_that_does_not_fit_any_more() {
        world.command(budgeted("3", OnExceed.PAUSE, costing("a", "2"), costing("b", "2", "a")));

        List<RunFact> facts = world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, cost("1.5"));

        assertThat(facts)
                .contains(new RunPaused(
                        "the budget of the run is used up: $1.50 of $3.00 are spent, and $0.50 are missing for the next attempt"
                                + " at step b",
                        "scheduler",
                        null));
        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b")).isEqualTo(new WaitsFor.Paused());
    }

    @Test
    void a_raised_budget_lets_the_run_go_on() {
        world.command(budgeted("3", OnExceed.PAUSE, costing("a", "2"), costing("b", "2", "a")));
        world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, cost("1.5"));

        List<RunFact> facts = world.command(raise("4"));

        assertThat(facts)
                .contains(new BudgetRaised(null, new Budget(usd("4"), null), "worth it", "ann"))
                .contains(new RunResumed("worth it", "ann", List.of()));
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
    }

    @Test
    void setting_the_same_limit_again_changes_nothing() {
        world.command(budgeted("3", OnExceed.PAUSE, costing("a", "2")));
        world.command(raise("4"));

        assertThat(world.command(raise("4.00"))).isEmpty();
    }

    @Test
    void a_raise_after_the_end_changes_nothing() {
        world.command(budgeted("3", OnExceed.PAUSE, costing("a", "2")));
        world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, cost("1"));

        assertThat(world.command(raise("4"))).isEmpty();
    }

    @Test
    void a_raised_budget_lets_a_step_go_that_waited_without_a_pause() {
        world.command(budgeted("3", OnExceed.PAUSE, costing("a", "2"), costing("b", "2")));

        world.command(raise("4"));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
    }

    @Test
    void a_run_that_somebody_pauses_while_its_budget_is_used_up_stays_paused_when_it_is_raised() {
        world.command(budgeted("1", OnExceed.PAUSE, costing("a", "2")));
        world.pause(1);

        world.command(raise("4"));

        assertThat(world.statuses).containsEntry(run(1), RunStatus.PAUSED);
        world.resumeRun(1);
        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void a_raise_passes_no_checkpoint() {
        world.command(budgeted("1", OnExceed.PAUSE, costing("a", "2"), behind("review", step("b"))));

        world.command(raise("4"));

        assertThat(world.statuses).containsEntry(run(1), RunStatus.PAUSED);
        assertThat(world.dispatchedSteps()).isEmpty();
    }

    @Test
    void a_run_that_is_resumed_without_more_money_pauses_again() {
        world.command(budgeted("1", OnExceed.PAUSE, costing("a", "2")));

        List<RunFact> facts = world.resumeRun(1);

        assertThat(facts).hasAtLeastOneElementOfType(RunPaused.class);
        assertThat(world.dispatchedSteps()).isEmpty();
    }

    @Test
    void a_run_whose_budget_says_so_fails_and_its_attempts_are_stopped() {
        world.command(budgeted("3", OnExceed.FAIL, costing("a", "1"), costing("b", "2"), costing("c", "2", "a")));
        AttemptRef inFlight = world.dispatched(1, "b");

        world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, cost("1.5"));

        assertThat(world.stops)
                .singleElement()
                .satisfies(stop -> assertThat(stop.attempt()).isEqualTo(inFlight))
                .satisfies(stop -> assertThat(stop.cause()).isEqualTo(StopCause.BUDGET));
        List<RunFact> facts = world.finish(inFlight, AttemptOutcome.ABORTED, cost("0.25"));
        assertThat(facts.getLast()).isInstanceOfSatisfying(RunEnded.class, end -> {
            assertThat(end.status()).isEqualTo(RunStatus.FAILED);
            assertThat(end.reason()).startsWith("the budget of the run is used up");
            assertThat(end.usage().costUsd()).isEqualByComparingTo("1.75");
        });
    }

    @Test
    void a_run_whose_budget_says_so_tells_somebody_and_pauses() {
        List<RunFact> facts = world.command(budgeted("1", OnExceed.ESCALATE, costing("a", "2")));

        assertThat(facts).hasAtLeastOneElementOfType(BudgetEscalated.class).hasAtLeastOneElementOfType(RunPaused.class);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.PAUSED);
    }

    @Test
    void a_warning_is_recorded_once_at_its_share() {
        world.command(budgeted("10", OnExceed.PAUSE, costing("a", "9")));
        AttemptRef attempt = world.dispatched(1, "a");

        world.used(attempt, cost("7.9"));
        List<RunFact> at80 = world.used(attempt, cost("8"));
        List<RunFact> beyond = world.used(attempt, cost("8.5"));

        assertThat(at80)
                .contains(new BudgetWarned(BudgetScope.RUN, null, new Budget(usd("10"), null), usd("8.0"), 0, 80));
        assertThat(beyond).doesNotHaveAnyElementsOfTypes(BudgetWarned.class);
        assertThat(world.events.stream().filter(e -> e.data() instanceof BudgetWarned))
                .hasSize(1);
    }

    @Test
    void reports_of_one_attempt_and_its_result_are_never_added_up() {
        world.command(budgeted("10", OnExceed.PAUSE, costing("a", "2")));
        AttemptRef attempt = world.dispatched(1, "a");
        world.used(attempt, cost("0.5"));
        world.used(attempt, cost("1"));

        List<RunFact> facts = world.finish(attempt, AttemptOutcome.SUCCEEDED, cost("1.25"));

        assertThat(ended(facts).usage().costUsd()).isEqualByComparingTo("1.25");
    }

    @Test
    void a_result_that_says_less_than_a_report_does_not_bring_the_money_back() {
        world.command(budgeted("10", OnExceed.PAUSE, costing("a", "2")));
        AttemptRef attempt = world.dispatched(1, "a");
        world.used(attempt, cost("1"));

        List<RunFact> facts = world.finish(attempt, AttemptOutcome.SUCCEEDED, Usage.NONE);

        assertThat(ended(facts).usage().costUsd()).isEqualByComparingTo("1");
    }

    @Test
    void attempts_and_retries_add_up() {
        world.command(
                budgeted("10", OnExceed.PAUSE, retried("a", 3, Duration.ZERO).withMoney(null, estimate("2"))));
        world.finish(world.dispatched(1, "a"), AttemptOutcome.FAILED, cost("1"));
        world.finish(world.dispatched(1, "a"), AttemptOutcome.FAILED, cost("1.5"));

        List<RunFact> facts = world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, cost("0.25"));

        assertThat(ended(facts).usage().costUsd()).isEqualByComparingTo("2.75");
    }

    @Test
    void a_lost_attempt_has_used_what_it_last_reported() {
        world.command(budgeted(
                "10", OnExceed.PAUSE, retried("a", 2, Duration.ofSeconds(5)).withMoney(null, estimate("2"))));
        AttemptRef attempt = world.dispatched(1, "a");
        world.started(attempt, "r1");
        world.used(attempt, cost("1"));

        List<RunFact> facts = world.pass(World.LEASE);

        assertThat(facts)
                .filteredOn(StepBackingOff.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(
                        StepBackingOff.class,
                        lost -> assertThat(lost.result().usage()).isEqualTo(cost("1")));
    }

    @Test
    void a_step_that_has_used_up_its_own_budget_fails_when_its_definition_says_so() {
        BudgetRule own = new BudgetRule(new Budget(usd("1"), null), OnExceed.FAIL, 80);
        world.command(submit(1, retried("a", 5, Duration.ZERO).withMoney(own, estimate("0.75"))));

        List<RunFact> facts = world.finish(world.dispatched(1, "a"), AttemptOutcome.FAILED, cost("0.5"));

        assertThat(facts)
                .filteredOn(StepFailed.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(StepFailed.class, failed -> {
                    assertThat(failed.result().outcome()).isEqualTo(AttemptOutcome.DENIED);
                    assertThat(failed.result().message()).startsWith("the budget of step a is used up");
                });
        assertThat(ended(facts).usage().costUsd()).isEqualByComparingTo("0.5");
    }

    @Test
    void an_attempt_that_spends_more_than_its_step_may_is_stopped_when_the_definition_says_so() {
        BudgetRule own = new BudgetRule(new Budget(usd("1"), null), OnExceed.FAIL, 80);
        world.command(submit(1, step("a").withMoney(own, estimate("1"))));

        world.used(world.dispatched(1, "a"), cost("1.01"));

        assertThat(world.stops)
                .singleElement()
                .satisfies(stop -> assertThat(stop.cause()).isEqualTo(StopCause.BUDGET));
    }

    @Test
    void the_budget_of_a_step_is_raised_by_its_name() {
        BudgetRule own = BudgetRule.of(new Budget(usd("1"), null));
        world.command(submit(1, step("a").withMoney(own, estimate("2"))));
        assertThat(world.dispatchedSteps()).isEmpty();

        world.command(new RaiseBudget(
                Specs.WORKSPACE, run(1), new StepId("a"), new Budget(usd("2"), null), "worth it", "ann", world.now));

        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void a_negative_usage_is_refused_and_the_end_still_counts() {
        world.command(budgeted("10", OnExceed.PAUSE, costing("a", "2")));
        AttemptRef attempt = world.dispatched(1, "a");
        world.used(attempt, cost("1"));

        List<RunFact> facts = world.finish(attempt, AttemptOutcome.SUCCEEDED, cost("-5"));

        assertThat(facts.getFirst())
                .isEqualTo(new UsageRejected(new StepId("a"), 1, 1, cost("-5"), "usage is never negative", "r1"));
        assertThat(facts).hasAtLeastOneElementOfType(StepSucceeded.class);
        assertThat(ended(facts).usage().costUsd()).isEqualByComparingTo("1");
    }

    @Test
    void an_absurd_usage_is_refused() {
        world.command(budgeted("10", OnExceed.PAUSE, costing("a", "2")));

        List<RunFact> facts = world.used(world.dispatched(1, "a"), new Usage(Long.MAX_VALUE, 1, BigDecimal.ZERO));

        assertThat(facts.getFirst()).isInstanceOf(UsageRejected.class);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.RUNNING);
    }

    @Test
    void tokens_become_money_by_the_price_book() {
        World priced = new World(settings(UnknownModel.TOKENS_ONLY));
        priced.command(budgeted("10", OnExceed.PAUSE, costing("a", "2")));

        List<RunFact> facts =
                priced.finish(priced.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, tokens("ours", 1_000_000));

        assertThat(ended(facts).usage().costUsd()).isEqualByComparingTo("3");
    }

    @Test
    void an_unknown_model_counts_its_tokens_only() {
        World lenient = new World(settings(UnknownModel.TOKENS_ONLY));
        lenient.command(budgeted("10", OnExceed.PAUSE, costing("a", "2"), costing("b", "2", "a")));

        lenient.finish(lenient.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, tokens("theirs", 1_000_000));

        assertThat(lenient.dispatchedSteps()).containsExactly("a", "b");
    }

    @Test
    void an_unknown_model_holds_the_run_where_money_fails_closed() {
        World strict = new World(settings(UnknownModel.FAIL_CLOSED));
        strict.command(budgeted("10", OnExceed.PAUSE, costing("a", "2"), costing("b", "2", "a")));

        strict.used(strict.dispatched(1, "a"), tokens("theirs", 1_000_000));
        strict.finish(strict.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, tokens("theirs", 1_000_000));

        assertThat(strict.dispatchedSteps()).containsExactly("a");
        assertThat(strict.statuses).containsEntry(run(1), RunStatus.PAUSED);
    }

    @Test
    void money_survives_a_restart() {
        world.command(budgeted("3", OnExceed.PAUSE, costing("a", "2"), costing("b", "2"), costing("c", "1", "a")));
        world.used(world.dispatched(1, "a"), cost("0.5"));

        world.restart();
        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b")).isInstanceOf(WaitsFor.Budget.class);
        world.restart();
        world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, cost("1"));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
    }

    @Test
    void a_raised_limit_and_a_pause_at_the_limit_survive_a_restart() {
        world.command(budgeted("1", OnExceed.PAUSE, costing("a", "2"), costing("b", "2", "a")));
        world.command(raise("1.5"));
        world.restart();

        world.command(raise("2"));
        assertThat(world.dispatchedSteps()).containsExactly("a");
        world.restart();

        world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, cost("0"));
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
    }

    @Test
    void whoever_waits_longer_for_room_goes_first() {
        world.command(budgeted(
                "4", OnExceed.PAUSE, costing("a", "2"), costing("z", "1"), costing("b", "3"), costing("c", "1")));
        assertThat(world.dispatchedSteps()).containsExactly("a", "z");
        assertThat(world.lastWait("c"))
                .isEqualTo(new WaitsFor.Budget(
                        BudgetScope.RUN, null, null, run(1), new StepId("b"), Budget.ofUsd(usd("4"))));

        world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, Usage.NONE);

        assertThat(world.dispatchedSteps()).containsExactly("a", "z", "b");
    }

    @Test
    void a_report_that_is_rejected_ends_no_run() {
        World world = new World();
        BudgetRule rule = new BudgetRule(Budget.ofUsd(BigDecimal.ONE), OnExceed.FAIL, 80);
        world.command(
                Specs.submit(1, Specs.retried("a", 2, Duration.ofSeconds(1)).withMoney(rule, null)));
        AttemptRef first = world.dispatched(1, "a");
        world.started(first, "r1");
        world.command(new PauseWorkspace(Specs.WORKSPACE, "freeze", "ann", world.now));
        Usage tooMuch = new Usage(0, 0, new BigDecimal(3));
        world.finish(first, AttemptOutcome.FAILED, tooMuch);
        world.pass(Duration.ofSeconds(1));

        List<RunFact> facts = world.finish(first, AttemptOutcome.FAILED, tooMuch);

        assertThat(facts).singleElement().isInstanceOf(ReportRejected.class);
    }

    @Test
    void where_nothing_is_declared_and_nothing_is_limited_nothing_is_reserved() {
        List<RunFact> facts = world.command(submit(1, step("a")));

        assertThat(facts)
                .contains(new StepDispatched(
                        new StepId("a"), 1, 1, agent("any", null, 1).id()));
    }

    private static SubmitRun budgeted(String dollars, OnExceed onExceed, StepSpec... steps) {
        BudgetRule rule = new BudgetRule(new Budget(usd(dollars), null), onExceed, BudgetRule.DEFAULT_WARN_AT);
        return submit(1, List.of(agent("any", null, 100)), RunOptions.DEFAULT.withBudget(rule), List.of(steps));
    }

    private static StepSpec costing(String id, String dollars, String... needs) {
        return step(id, needs).withMoney(null, estimate(dollars));
    }

    private static Budget estimate(String dollars) {
        return new Budget(usd(dollars), 0L);
    }

    private RaiseBudget raise(String dollars) {
        return new RaiseBudget(
                Specs.WORKSPACE, run(1), null, new Budget(usd(dollars), null), "worth it", "ann", world.now);
    }

    private static BudgetSettings settings(UnknownModel unknown) {
        ModelPrice price =
                new ModelPrice("ours", LocalDate.parse("2025-01-01"), usd("3"), usd("15"), usd("3.75"), usd("0.3"));
        return new BudgetSettings(
                new PriceBook(1, List.of(price)),
                unknown,
                BudgetSettings.DEFAULT.defaultReservation(),
                BudgetSettings.DEFAULT.mostBelievable());
    }

    private static Usage tokens(String model, long input) {
        return new Usage(input, 0, BigDecimal.ZERO, 0, 0, model);
    }

    private static Usage cost(String dollars) {
        return new Usage(0, 0, usd(dollars));
    }

    private static BigDecimal usd(String dollars) {
        return new BigDecimal(dollars);
    }

    private static RunEnded ended(List<RunFact> facts) {
        RunFact last = facts.getLast();
        assertThat(last).isInstanceOf(RunEnded.class);
        return (RunEnded) last;
    }
}
