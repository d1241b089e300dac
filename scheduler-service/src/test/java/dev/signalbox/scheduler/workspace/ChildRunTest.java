package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static dev.signalbox.scheduler.workspace.Specs.writing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.BudgetScope;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunCancelling;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import dev.signalbox.contracts.spec.Usage;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs that an attempt of another run asked for. */
class ChildRunTest {
    private final World world = new World();

    @Test
    void a_child_names_its_parent_in_its_first_event_and_runs() {
        world.command(submit(1, step("a")));

        List<RunFact> facts = world.command(child(2, 1, "a", step("x")));

        assertThat(facts.getFirst())
                .isInstanceOfSatisfying(
                        RunAccepted.class,
                        accepted ->
                                assertThat(accepted.parent()).isEqualTo(new ParentRun(run(1), new StepId("a"), 1, 1)));
        assertThat(world.dispatchedSteps()).containsExactly("a", "x");
    }

    @Test
    void a_child_of_a_run_that_is_not_live_fails_at_once_and_says_why() {
        List<RunFact> facts = world.command(child(2, 1, "a", step("x"), step("y", "x")));

        assertThat(facts.getLast()).isInstanceOfSatisfying(RunEnded.class, end -> {
            assertThat(end.status()).isEqualTo(RunStatus.FAILED);
            assertThat(end.reason()).contains("is not live");
        });
        assertThat(world.dispatchedSteps()).isEmpty();
    }

    @Test
    void a_child_of_an_attempt_that_is_over_fails_at_once_and_says_why() {
        world.command(submit(1, step("a"), step("b", "a")));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        List<RunFact> facts = world.command(child(2, 1, "a", step("x")));

        assertThat(facts.getLast())
                .isInstanceOfSatisfying(
                        RunEnded.class,
                        end -> assertThat(end.reason())
                                .contains("attempt 1 at step a")
                                .contains("is not in flight"));
    }

    @Test
    void a_child_is_stopped_when_the_attempt_that_asked_for_it_ends() {
        world.command(submit(1, step("a"), step("b", "a")));
        world.command(child(2, 1, "a", step("x")));

        List<RunFact> facts = world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        assertThat(facts).filteredOn(RunCancelling.class::isInstance).hasSize(1);
        assertThat(world.stops).singleElement().satisfies(stop -> {
            assertThat(stop.attempt()).isEqualTo(world.dispatched(2, "x"));
            assertThat(stop.cause()).isEqualTo(StopCause.CANCELLED);
        });
        world.finished(world.dispatched(2, "x"), AttemptOutcome.CANCELLED);
        assertThat(world.statuses).containsEntry(run(2), RunStatus.CANCELLED);
    }

    @Test
    void cancelling_a_run_cancels_its_children_and_theirs() {
        world.command(submit(1, step("a")));
        world.command(child(2, 1, "a", step("x")));
        world.command(child(3, 2, "x", step("z")));

        world.cancel(1);

        assertThat(world.statuses)
                .containsEntry(run(1), RunStatus.CANCELLING)
                .containsEntry(run(2), RunStatus.CANCELLING)
                .containsEntry(run(3), RunStatus.CANCELLING);
    }

    @Test
    void a_child_spends_what_is_reserved_for_its_parent() {
        world.command(budgeted("3", costing("a", "3")));

        world.command(child(2, 1, "a", costing("x", "2"), costing("y", "2")));

        assertThat(world.dispatchedSteps()).containsExactly("a", "x");
        assertThat(world.lastWait("y"))
                .isEqualTo(new WaitsFor.Budget(
                        BudgetScope.RUN,
                        new BigDecimal("1"),
                        null,
                        run(2),
                        new StepId("x"),
                        Budget.ofUsd(new BigDecimal("3"))));
        world.finish(world.dispatched(2, "x"), AttemptOutcome.SUCCEEDED, cost("1"));
        assertThat(world.dispatchedSteps()).containsExactly("a", "x", "y");
    }

    @Test
    void what_a_child_spent_its_parent_has_spent_also_after_a_restart() {
        world.command(budgeted("3", costing("a", "1"), costing("b", "1", "a")));
        world.command(child(2, 1, "a", costing("x", "2.5")));
        world.restart();
        world.finish(world.dispatched(2, "x"), AttemptOutcome.SUCCEEDED, cost("2.5"));
        world.restart();

        world.finish(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED, Usage.NONE);

        assertThat(world.dispatchedSteps()).containsExactly("a", "x");
        assertThat(world.statuses).containsEntry(run(1), RunStatus.PAUSED);
    }

    @Test
    void a_child_may_edit_what_its_parent_holds() {
        world.command(submit(1, writing("a", "src/**")));
        world.command(submit(3, writing("other", "src/api/**")));

        world.command(child(2, 1, "a", writing("x", "src/api/**")));

        assertThat(world.dispatchedSteps()).containsExactly("a", "x");
    }

    @Test
    void two_steps_of_a_child_still_do_not_step_on_each_other() {
        world.command(submit(1, writing("a", "src/**")));

        world.command(child(2, 1, "a", writing("x", "src/api/**"), writing("y", "src/api/one")));

        assertThat(world.dispatchedSteps()).containsExactly("a", "x");
        assertThat(world.lastWait("y")).isInstanceOf(WaitsFor.Claim.class);
    }

    @Test
    void a_child_that_wants_more_files_than_its_parent_fails_at_once() {
        world.command(submit(1, writing("a", "src/**")));

        List<RunFact> facts = world.command(child(2, 1, "a", writing("x", "docs/guide.md")));

        assertThat(facts.getLast())
                .isInstanceOfSatisfying(
                        RunEnded.class, end -> assertThat(end.reason()).contains("step x wants 'docs/guide.md'"));
    }

    @Test
    void a_child_whose_parent_is_gone_after_a_restart_is_stopped() {
        world.command(submit(1, step("a")));
        world.command(child(2, 1, "a", step("x")));
        world.restart();
        assertThat(world.statuses).containsEntry(run(2), RunStatus.RUNNING);

        world.finished(world.dispatched(1, "a"), AttemptOutcome.FAILED);
        world.restart();

        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED).containsEntry(run(2), RunStatus.CANCELLING);
    }

    private static SubmitRun child(int number, int parent, String parentStep, StepSpec... steps) {
        SubmitRun root = submit(number, steps);
        return new SubmitRun(
                root.run(),
                root.spec(),
                root.idempotency(),
                root.submittedAt(),
                new ParentRun(run(parent), new StepId(parentStep), 1, parent));
    }

    private static SubmitRun budgeted(String dollars, StepSpec... steps) {
        return submit(
                1,
                List.of(agent("any", null, 100)),
                RunOptions.DEFAULT.withBudget(BudgetRule.of(Budget.ofUsd(new BigDecimal(dollars)))),
                List.of(steps));
    }

    private static StepSpec costing(String id, String dollars, String... needs) {
        return step(id, needs).withMoney(null, Budget.ofUsd(new BigDecimal(dollars)));
    }

    private static Usage cost(String dollars) {
        return new Usage(0, 0, new BigDecimal(dollars));
    }
}
