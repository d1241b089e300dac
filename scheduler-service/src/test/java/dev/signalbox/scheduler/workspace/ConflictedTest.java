package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.run;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.IntegrationState;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.contracts.command.DiscardStep;
import dev.signalbox.contracts.command.ResolveStep;
import dev.signalbox.contracts.command.RetrySteps;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.event.CommandRejected;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepBackingOff;
import dev.signalbox.contracts.event.StepConflictForeseen;
import dev.signalbox.contracts.event.StepConflicted;
import dev.signalbox.contracts.event.StepFailed;
import dev.signalbox.contracts.event.StepReopened;
import dev.signalbox.contracts.event.StepSkipped;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.OnMergeConflict;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Work that cannot be merged is never completed, and never lost: somebody decides. */
class ConflictedTest {
    private static final StepId A = new StepId("a");

    private final World world = new World();

    @Test
    void an_attempt_is_told_where_to_work() {
        world.command(submit(1, isolated("a", 1, null)));

        assertThat(world.dispatches.getFirst().isolation())
                .extracting(order -> order.rule().mode())
                .isEqualTo(Isolation.WORKTREE);
    }

    @Test
    void a_conflict_ends_nothing_and_the_steps_that_need_it_wait() {
        world.command(submit(1, isolated("a", 1, null), Specs.step("b", "a")));

        conflict(world.dispatched(1, "a"), IntegrationState.MERGE_CONFLICT);

        assertThat(world.factsOf("a").getLast()).isInstanceOf(StepConflicted.class);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.RUNNING);
        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void a_conflict_is_tried_again_by_policy_and_then_held() {
        world.command(submit(1, isolated("a", 2, OnMergeConflict.RETRY)));

        conflict(world.dispatched(1, "a"), IntegrationState.MERGE_CONFLICT);
        assertThat(world.factsOf("a")).hasAtLeastOneElementOfType(StepBackingOff.class);
        conflict(world.dispatched(1, "a"), IntegrationState.BROKEN_BY_MERGE);

        assertThat(world.dispatches).hasSize(2);
        assertThat(world.factsOf("a").getLast()).isInstanceOf(StepConflicted.class);
    }

    @Test
    void held_work_is_never_tried_again_by_policy() {
        world.command(submit(1, isolated("a", 5, OnMergeConflict.RETRY)));

        conflict(world.dispatched(1, "a"), IntegrationState.HELD);

        assertThat(world.dispatches).hasSize(1);
    }

    @Test
    void a_retry_runs_the_agent_again() {
        world.command(submit(1, isolated("a", 1, null)));
        conflict(world.dispatched(1, "a"), IntegrationState.MERGE_CONFLICT);

        world.command(new RetrySteps(Specs.WORKSPACE, run(1), List.of(), "again", "ann", world.now));

        assertThat(world.dispatches.getLast().attempt().attempt()).isEqualTo(2);
        assertThat(world.dispatches.getLast().isolation())
                .extracting(order -> order.resolves())
                .isNull();
    }

    @Test
    void a_resolution_merges_the_branch_even_when_its_runner_is_lost_on_the_way() {
        world.command(submit(1, isolated("a", 3, null), Specs.step("b", "a")));
        conflict(world.dispatched(1, "a"), IntegrationState.MERGE_CONFLICT);

        resolve("put right");
        assertThat(world.factsOf("a")).hasAtLeastOneElementOfType(StepReopened.class);
        assertThat(resolved()).isEqualTo("ws/a/any-1");
        world.restart();
        world.finished(world.dispatched(1, "a"), AttemptOutcome.LOST);
        assertThat(resolved()).isEqualTo("ws/a/any-1");
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        assertThat(world.dispatchedSteps()).endsWith("b");
    }

    @Test
    void a_resolution_that_fails_is_not_followed_by_the_agent() {
        world.command(submit(1, isolated("a", 5, OnMergeConflict.RETRY)));
        conflict(world.dispatched(1, "a"), IntegrationState.HELD);
        resolve("looks good");

        conflict(world.dispatched(1, "a"), IntegrationState.MERGE_CONFLICT);

        assertThat(world.factsOf("a").getLast()).isInstanceOf(StepConflicted.class);
        assertThat(world.dispatches).hasSize(2);
    }

    @Test
    void work_that_is_given_up_fails_its_step() {
        world.command(submit(1, isolated("a", 1, null), Specs.step("b", "a")));
        conflict(world.dispatched(1, "a"), IntegrationState.MERGE_CONFLICT);

        discard("not worth it");

        assertThat(world.factsOf("a").getLast())
                .isInstanceOfSatisfying(
                        StepFailed.class,
                        failed -> assertThat(failed.gaveUp()).isEqualTo("its work was given up by ann: not worth it"));
        assertThat(world.factsOf("b").getLast()).isInstanceOf(StepSkipped.class);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.FAILED);
    }

    @Test
    void only_a_conflicted_step_is_resolved_or_given_up() {
        world.command(submit(1, isolated("a", 1, null)));

        assertThat(resolve("early")).singleElement().isInstanceOfSatisfying(CommandRejected.class, rejected -> {
            assertThat(rejected.reason()).isEqualTo("the step is not conflicted");
            assertThat(rejected.step()).isEqualTo(A);
        });
        assertThat(discard("early")).singleElement().isInstanceOf(CommandRejected.class);
    }

    @Test
    void deciding_twice_changes_nothing() {
        world.command(submit(1, isolated("a", 1, null)));
        conflict(world.dispatched(1, "a"), IntegrationState.MERGE_CONFLICT);

        resolve("once");
        resolve("twice");

        assertThat(world.dispatches).hasSize(2);
    }

    @Test
    void a_run_that_is_cancelled_waits_for_nobody() {
        world.command(submit(1, isolated("a", 1, null)));
        conflict(world.dispatched(1, "a"), IntegrationState.MERGE_CONFLICT);

        world.cancel(1);

        assertThat(world.statuses).containsEntry(run(1), RunStatus.CANCELLED);
    }

    @Test
    void a_conflict_that_is_foreseen_is_told_and_changes_nothing() {
        world.command(submit(1, isolated("a", 1, null)));
        AttemptRef attempt = world.dispatched(1, "a");
        world.started(attempt, "r1");

        world.report(new MergeConflictForeseen(attempt, "r1", new StepId("b"), List.of("a.txt"), world.now));

        assertThat(world.factsOf("a").getLast()).isInstanceOf(StepConflictForeseen.class);
        world.finished(attempt, AttemptOutcome.SUCCEEDED);
        assertThat(world.statuses).containsEntry(run(1), RunStatus.SUCCEEDED);
    }

    private void conflict(AttemptRef attempt, IntegrationState state) {
        world.report(new AttemptFinished(attempt, "r1", Specs.conflict(attempt, state), world.now));
    }

    private List<?> resolve(String reason) {
        return command(new ResolveStep(Specs.WORKSPACE, run(1), A, reason, "ann", world.now));
    }

    private List<?> discard(String reason) {
        return command(new DiscardStep(Specs.WORKSPACE, run(1), A, reason, "ann", world.now));
    }

    private List<?> command(RunCommand command) {
        return world.command(command);
    }

    private @Nullable String resolved() {
        var order = world.dispatches.getLast().isolation();
        return order == null ? null : order.resolves();
    }

    private static StepSpec isolated(String id, int attempts, @Nullable OnMergeConflict policy) {
        return Specs.retried(id, attempts, Duration.ZERO)
                .withIsolation(new IsolationRule(Isolation.WORKTREE, List.of(), null, policy));
    }
}
