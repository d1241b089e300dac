package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static dev.signalbox.scheduler.workspace.Specs.writing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.command.AddSteps;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.ClaimOverridden;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.scope.ConflictGroup;
import dev.signalbox.contracts.spec.ClaimPolicy;
import dev.signalbox.contracts.spec.ClaimScope;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a step does when others have its files, and runs that have the files of all their steps. */
class ClaimPolicyTest {
    private final World world = new World();

    @Test
    void members_of_a_conflict_group_wait_for_the_group_and_not_for_a_path() {
        world.command(submit(1, inGroup("a", "the data base")));
        world.command(submit(2, inGroup("b", "the data base"), inGroup("c", "other")));

        assertThat(world.dispatchedSteps()).containsExactly("a", "c");
        assertThat(world.lastWait("b"))
                .isEqualTo(new WaitsFor.Claim(
                        run(1), new StepId("a"), ConflictGroup.pathOf("the data base"), "the data base", false));
        succeed(1, "a");
        assertThat(world.dispatchedSteps()).containsExactly("a", "c", "b");
    }

    @Test
    void a_step_that_does_not_wait_is_given_up_at_once_and_says_who_has_its_files() {
        world.command(submit(1, writing("a", "src/**")));

        world.command(submit(2, writing("b", "src/x").withClaims(null, ClaimPolicy.REJECT), step("c", "b")));

        assertThat(world.factsOf("b").getLast()).isInstanceOfSatisfying(StepFailed.class, failed -> {
            assertThat(failed.result().outcome()).isEqualTo(AttemptOutcome.DENIED);
            assertThat(failed.result().message()).contains("'src/x' belongs to step a of run " + run(1));
        });
        assertThat(world.statuses).containsEntry(run(2), RunStatus.FAILED);
        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void a_step_that_does_not_wait_runs_when_nobody_has_its_files() {
        world.command(submit(1, writing("b", "src/x").withClaims(null, ClaimPolicy.REJECT)));

        assertThat(world.dispatchedSteps()).containsExactly("b");
    }

    @Test
    void a_step_that_overrides_starts_beside_the_holder_and_leaves_a_decision_before_its_dispatch() {
        world.command(submit(1, writing("a", "src/**")));

        List<RunFact> facts = world.command(submit(2, writing("b", "src/x").withClaims(null, ClaimPolicy.OVERRIDE)));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(facts)
                .filteredOn(fact -> fact instanceof ClaimOverridden || fact instanceof StepDispatched)
                .satisfiesExactly(
                        overridden -> assertThat(overridden)
                                .isEqualTo(
                                        new ClaimOverridden(new StepId("b"), run(1), new StepId("a"), "src/x", null)),
                        dispatched -> assertThat(dispatched).isInstanceOf(StepDispatched.class));
    }

    @Test
    void what_two_steps_hold_after_an_override_keeps_others_away_until_both_have_ended() {
        world.command(submit(1, writing("a", "src/**")));
        world.command(submit(2, writing("b", "src/x").withClaims(null, ClaimPolicy.OVERRIDE)));
        world.command(submit(3, writing("late", "src/x")));

        succeed(1, "a");
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        succeed(2, "b");
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "late");
    }

    @Test
    void a_run_has_the_files_of_all_its_steps_until_it_ends() {
        world.command(asARun(1, writing("a", "src/**"), writing("b", "docs/**", "a")));
        world.command(submit(2, writing("other", "docs/x")));

        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("other"))
                .isEqualTo(new WaitsFor.Claim(run(1), new StepId("a"), "docs/x", null, true));
        succeed(1, "a");
        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        succeed(1, "b");
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "other");
    }

    @Test
    void steps_of_a_run_that_has_its_files_keep_away_from_each_other_only_while_they_are_in_flight() {
        world.command(asARun(1, writing("a", "src/a"), writing("b", "src/b"), writing("c", "src/**")));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(world.lastWait("c")).isInstanceOf(WaitsFor.Claim.class);
        succeed(1, "a");
        succeed(1, "b");
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
    }

    @Test
    void a_run_gets_all_its_files_at_once_or_none_so_that_two_of_them_never_wait_for_each_other() {
        world.command(submit(1, writing("holder", "docs/**")));
        world.command(asARun(2, writing("a", "src/**"), writing("b", "docs/x", "a")));
        world.command(asARun(3, writing("c", "docs/y"), writing("d", "src/**", "c")));

        assertThat(world.dispatchedSteps()).containsExactly("holder");
        succeed(1, "holder");
        assertThat(world.dispatchedSteps()).containsExactly("holder", "a");
        succeed(2, "a");
        succeed(2, "b");
        assertThat(world.dispatchedSteps()).containsExactly("holder", "a", "b", "c");
    }

    @Test
    void a_step_that_stood_behind_somebody_before_its_run_got_its_files_waits_for_him_no_longer() {
        world.command(submit(1, writing("holder", "src/**")));
        world.command(asARun(2, writing("a", "src/a"), writing("b", "src/b")));
        world.command(submit(3, writing("between", "src/**")));

        succeed(1, "holder");

        assertThat(world.dispatchedSteps()).containsExactly("holder", "a", "b");
        succeed(2, "a");
        succeed(2, "b");
        assertThat(world.dispatchedSteps()).containsExactly("holder", "a", "b", "between");
    }

    @Test
    void a_run_still_has_its_files_after_a_restart_between_two_of_its_steps() {
        world.command(asARun(
                1, List.of(agent("one", "lane", 1)), writing("a", "src/**"), inLane(writing("b", "docs/**", "a"))));
        succeed(1, "a");
        world.command(submit(2, writing("other", "docs/x")));
        world.restart();

        assertThat(world.dispatchedSteps()).doesNotContain("other");
        world.cancel(1);
        world.finished(world.dispatched(1, "b"), AttemptOutcome.CANCELLED);
        assertThat(world.dispatchedSteps()).contains("other");
    }

    @Test
    void a_child_of_a_step_works_with_the_files_of_its_parents_run() {
        world.command(asARun(1, writing("a", "src/**"), writing("b", "docs/**")));

        SubmitRun child = submit(2, writing("x", "src/x"));
        world.command(new SubmitRun(
                child.run(),
                child.spec(),
                child.idempotency(),
                child.submittedAt(),
                new ParentRun(run(1), new StepId("b"), 1, 1)));
        assertThat(world.statuses).containsEntry(run(2), RunStatus.FAILED);
        SubmitRun second = submit(3, writing("y", "docs/y"));
        world.command(new SubmitRun(
                second.run(),
                second.spec(),
                second.idempotency(),
                second.submittedAt(),
                new ParentRun(run(1), new StepId("b"), 1, 1)));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "y");
    }

    @Test
    void a_run_that_has_its_files_gets_no_step_that_wants_others() {
        world.command(asARun(1, writing("a", "src/**")));

        List<RunFact> beyond = add(writing("b", "docs/x", "a"));
        List<RunFact> within = add(writing("c", "src/x", "a"));

        assertThat(beyond)
                .singleElement()
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        rejected -> assertThat(rejected.reason()).contains("step b wants 'docs/x'"));
        assertThat(within).noneMatch(CommandRejected.class::isInstance);
    }

    private List<RunFact> add(StepSpec step) {
        return world.command(new AddSteps(Specs.WORKSPACE, run(1), List.of(step), false, "more", "ann", world.now));
    }

    private void succeed(int number, String step) {
        world.finished(world.dispatched(number, step), AttemptOutcome.SUCCEEDED);
    }

    private static SubmitRun asARun(int number, StepSpec... steps) {
        return asARun(number, List.of(agent("any", null, 100)), steps);
    }

    private static SubmitRun asARun(
            int number, List<dev.signalbox.contracts.spec.AgentSpec> agents, StepSpec... steps) {
        return submit(number, agents, RunOptions.DEFAULT.withScope(ClaimScope.RUN), List.of(steps));
    }

    private static StepSpec inLane(StepSpec step) {
        return Specs.step(step.id().value(), "lane", step.files(), step.retry(), step.timeout(), step.dependsOn());
    }

    private static StepSpec inGroup(String id, String group) {
        return writing(id, ConflictGroup.pathOf(group)).withClaims(group, null);
    }
}
