package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.admission.SpentToday;
import dev.signalbox.contracts.admission.WorkspaceBudget;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.command.SetWorkspaceBudget;
import dev.signalbox.contracts.event.BudgetEscalated;
import dev.signalbox.contracts.event.BudgetScope;
import dev.signalbox.contracts.event.BudgetWarned;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunResumed;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.DailyBudget;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What all runs of a workspace together may spend. */
class WorkspaceBudgetTest {
    private final World world = new World();

    @Test
    void runs_spend_from_the_budget_of_their_workspace_together() {
        set("3", OnExceed.PAUSE);

        world.command(submit(1, costing("a", "2")));
        world.command(submit(2, costing("b", "2")));

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b"))
                .isEqualTo(new WaitsFor.Budget(
                        BudgetScope.WORKSPACE, usd("1"), null, run(1), new StepId("a"), Budget.ofUsd(usd("3"))));
        assertThat(money().reserved().usd()).isEqualByComparingTo("2");
    }

    @Test
    void what_ended_runs_have_spent_stays_spent() {
        set("3", OnExceed.PAUSE);
        spend(1, "1.5");

        world.command(submit(2, costing("b", "2")));

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.statuses).containsEntry(run(2), RunStatus.PAUSED);
        assertThat(money().spent().usd()).isEqualByComparingTo("1.5");
        assertThat(money().reserved().usd()).isEqualByComparingTo("0");
    }

    @Test
    void a_raise_lets_every_run_go_on_that_was_paused_for_want_of_it() {
        set("3", OnExceed.PAUSE);
        spend(1, "1.5");
        world.command(submit(2, costing("b", "2")));
        world.command(submit(3, costing("c", "2")));

        List<RunFact> facts = set("10", OnExceed.PAUSE);

        assertThat(facts).filteredOn(RunResumed.class::isInstance).hasSize(2).containsOnly(resumed());
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
    }

    @Test
    void a_run_that_lacks_room_in_its_workspace_does_not_go_on_because_its_own_budget_is_raised() {
        set("1", OnExceed.PAUSE);
        world.command(submit(1, costing("a", "2")));

        world.command(
                new RaiseBudget(Specs.WORKSPACE, run(1), null, Budget.ofUsd(usd("9")), "worth it", "ann", world.now));

        assertThat(world.statuses).containsEntry(run(1), RunStatus.PAUSED);
    }

    @Test
    void a_run_that_somebody_pauses_stays_paused_when_the_budget_is_raised() {
        set("1", OnExceed.PAUSE);
        world.command(submit(1, costing("a", "2")));
        world.pause(1);

        set("9", OnExceed.PAUSE);

        assertThat(world.statuses).containsEntry(run(1), RunStatus.PAUSED);
    }

    @Test
    void a_run_fails_at_the_limit_of_a_workspace_that_asks_for_it() {
        set("1", OnExceed.FAIL);

        world.command(submit(1, costing("a", "2")));

        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
        assertThat(world.dispatchedSteps()).isEmpty();
    }

    @Test
    void somebody_is_asked_for_at_the_limit_of_a_workspace_that_wants_it() {
        set("1", OnExceed.ESCALATE);

        List<RunFact> facts = world.command(submit(1, costing("a", "2")));

        assertThat(facts)
                .filteredOn(BudgetEscalated.class::isInstance)
                .singleElement()
                .extracting(fact -> ((BudgetEscalated) fact).scope())
                .isEqualTo(BudgetScope.WORKSPACE);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.PAUSED);
    }

    @Test
    void the_run_whose_report_takes_the_workspace_there_tells_of_the_warning_once() {
        set("10", OnExceed.PAUSE);
        world.command(submit(1, costing("a", "9")));
        world.started(world.dispatched(1, "a"), "r1");

        List<RunFact> first = world.used(world.dispatched(1, "a"), cost("8"));
        world.restart();
        List<RunFact> second = world.used(world.dispatched(1, "a"), cost("8.5"));

        assertThat(first)
                .filteredOn(BudgetWarned.class::isInstance)
                .singleElement()
                .extracting(fact -> ((BudgetWarned) fact).scope())
                .isEqualTo(BudgetScope.WORKSPACE);
        assertThat(second).noneMatch(BudgetWarned.class::isInstance);
    }

    @Test
    void what_is_spent_and_who_has_set_the_budget_outlive_a_restart() {
        set("10", OnExceed.PAUSE);
        spend(1, "1.5");
        world.command(submit(2, costing("b", "4")));
        world.started(world.dispatched(2, "b"), "r1");
        world.used(world.dispatched(2, "b"), cost("1"));
        WorkspaceBudget before = money();

        world.restart();

        assertThat(money())
                .usingRecursiveComparison()
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(before);
        assertThat(before.spent().usd()).isEqualByComparingTo("2.5");
        assertThat(before.reserved().usd()).isEqualByComparingTo("3");
        assertThat(before.setBy()).isEqualTo("ann");
        assertThat(before.reason()).isEqualTo("worth it");
    }

    @Test
    void it_counts_from_the_time_at_which_the_workspace_first_has_a_budget() {
        world.command(submit(1, costing("a", "5")));
        world.started(world.dispatched(1, "a"), "r1");
        world.used(world.dispatched(1, "a"), cost("2"));

        set("10", OnExceed.PAUSE);
        world.used(world.dispatched(1, "a"), cost("3.5"));
        WorkspaceBudget live = money();
        world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, cost("4"));
        world.restart();

        assertThat(live.spent().usd()).isEqualByComparingTo("1.5");
        assertThat(money().spent().usd()).isEqualByComparingTo("2");
    }

    @Test
    void setting_the_same_budget_again_changes_nothing() {
        set("3", OnExceed.PAUSE);
        int told = world.workspaceStatuses.size();

        set("3.00", OnExceed.PAUSE);

        assertThat(world.workspaceStatuses).hasSize(told);
    }

    @Test
    void without_the_budget_everything_goes_on_and_nothing_is_kept_of_it() {
        set("1", OnExceed.PAUSE);
        world.command(submit(1, costing("a", "2")));

        world.command(new SetWorkspaceBudget(Specs.WORKSPACE, null, "no limit any more", "ann", world.now));

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.workspaceStatuses.getLast().budget()).isNull();
    }

    @Test
    void what_may_be_spent_on_a_day_is_there_again_on_the_next_and_what_was_paused_for_want_of_it_goes_on() {
        daily("3", "Europe/Berlin");
        spend(1, "2");
        world.command(submit(2, costing("b", "2")));
        assertThat(world.statuses).containsEntry(run(2), RunStatus.PAUSED);
        assertThat(world.waits("b")).first().isInstanceOfSatisfying(WaitsFor.Budget.class, waits -> {
            assertThat(waits.scope()).isEqualTo(BudgetScope.WORKSPACE_DAY);
            assertThat(waits.limit()).isEqualTo(Budget.ofUsd(usd("3")));
        });
        assertThat(today().until()).isEqualTo(Instant.parse("2026-01-01T23:00:00Z"));

        world.pass(Duration.between(world.now, today().until()).minusMillis(1));
        assertThat(world.dispatchedSteps()).containsExactly("a");
        List<RunFact> facts = world.pass(Duration.ofMillis(1));

        assertThat(facts)
                .filteredOn(RunResumed.class::isInstance)
                .singleElement()
                .extracting(fact -> ((RunResumed) fact).requestedBy())
                .isEqualTo("scheduler");
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(today().spent().usd()).isEqualByComparingTo("0");
        assertThat(today().until()).isEqualTo(Instant.parse("2026-01-02T23:00:00Z"));
        assertThat(money().spent().usd()).as("in all").isEqualByComparingTo("2");
    }

    @Test
    void what_was_spent_today_before_there_was_a_limit_on_a_day_does_not_count() {
        set("9", OnExceed.PAUSE);
        spend(1, "2");

        world.command(new SetWorkspaceBudget(
                Specs.WORKSPACE, rule("9", OnExceed.PAUSE), "worth it", "ann", world.now, each("3", "UTC")));
        spend(2, "2");

        assertThat(today().spent().usd()).isEqualByComparingTo("2");
        assertThat(money().spent().usd()).isEqualByComparingTo("4");
    }

    @Test
    void both_limits_of_a_workspace_hold_and_a_new_day_does_not_help_whoever_lacks_the_other() {
        world.command(new SetWorkspaceBudget(
                Specs.WORKSPACE, rule("3", OnExceed.PAUSE), "worth it", "ann", world.now, each("10", "UTC")));
        spend(1, "2");
        world.command(submit(2, costing("b", "2")));
        assertThat(world.waits("b"))
                .first()
                .isInstanceOfSatisfying(
                        WaitsFor.Budget.class,
                        waits -> assertThat(waits.scope()).isEqualTo(BudgetScope.WORKSPACE));

        world.pass(Duration.ofDays(1));

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.statuses).containsEntry(run(2), RunStatus.PAUSED);
    }

    @Test
    void the_day_and_what_is_spent_of_it_survive_a_restart_and_a_warning_is_given_once_a_day() {
        daily("2", "UTC");
        world.command(submit(1, costing("a", "2")));
        List<RunFact> first = world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, cost("1.7"));
        world.restart();
        world.command(submit(2, costing("b", "0.2")));
        List<RunFact> second = world.finish(world.dispatched(2, "b"), AttemptOutcome.SUCCEEDED, cost("0.2"));
        assertThat(today().spent().usd()).isEqualByComparingTo("1.9");
        world.restart();
        world.pass(Duration.ofDays(1));
        world.command(submit(3, costing("c", "2")));
        List<RunFact> third = world.finish(world.dispatched(3, "c"), AttemptOutcome.SUCCEEDED, cost("1.9"));

        assertThat(first).hasAtLeastOneElementOfType(BudgetWarned.class);
        assertThat(second).doesNotHaveAnyElementsOfTypes(BudgetWarned.class);
        assertThat(third).hasAtLeastOneElementOfType(BudgetWarned.class);
    }

    @Test
    void a_limit_on_a_day_that_is_taken_away_or_raised_lets_runs_go_on() {
        daily("1", "UTC");
        world.command(submit(1, costing("a", "2")));
        daily("5", "UTC");
        assertThat(world.dispatchedSteps()).containsExactly("a");

        world.command(submit(2, costing("b", "4")));
        assertThat(world.dispatchedSteps()).containsExactly("a");
        world.command(new SetWorkspaceBudget(Specs.WORKSPACE, null, "enough", "ann", world.now));
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(world.workspaceStatuses.getLast().budget()).isNull();
    }

    private void daily(String usd, String zone) {
        world.command(new SetWorkspaceBudget(Specs.WORKSPACE, null, "worth it", "ann", world.now, each(usd, zone)));
    }

    private static DailyBudget each(String usd, String zone) {
        return new DailyBudget(rule(usd, OnExceed.PAUSE), zone);
    }

    private static BudgetRule rule(String usd, OnExceed onExceed) {
        return new BudgetRule(Budget.ofUsd(usd(usd)), onExceed, BudgetRule.DEFAULT_WARN_AT);
    }

    private SpentToday today() {
        return Objects.requireNonNull(money().today());
    }

    private static RunResumed resumed() {
        return new RunResumed("worth it", "ann", List.of());
    }

    private List<RunFact> set(String usd, OnExceed onExceed) {
        return world.command(new SetWorkspaceBudget(
                Specs.WORKSPACE,
                new BudgetRule(Budget.ofUsd(usd(usd)), onExceed, BudgetRule.DEFAULT_WARN_AT),
                "worth it",
                "ann",
                world.now));
    }

    /** A run of one step comes and goes, and has spent so much. */
    private void spend(int run, String usd) {
        world.command(submit(run, costing("a", "2")));
        world.finish(world.dispatched(run, "a"), AttemptOutcome.SUCCEEDED, cost(usd));
    }

    private WorkspaceBudget money() {
        @Nullable WorkspaceBudget budget = world.workspaceStatuses.getLast().budget();
        return Objects.requireNonNull(budget);
    }

    private static StepSpec costing(String id, String usd) {
        return step(id).withMoney(null, Budget.ofUsd(usd(usd)));
    }

    private static Usage cost(String usd) {
        return new Usage(0, 0, usd(usd));
    }

    private static BigDecimal usd(String amount) {
        return new BigDecimal(amount);
    }
}
