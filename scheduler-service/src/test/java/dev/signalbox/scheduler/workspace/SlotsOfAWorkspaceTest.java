package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static dev.signalbox.scheduler.workspace.Specs.writing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.scheduler.budget.BudgetSettings;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlotsOfAWorkspaceTest {
    private static final List<AgentSpec> AGENTS = List.of(agent("any", null, 9));

    private final World world = new World(BudgetSettings.DEFAULT, 2);

    @Test
    void no_more_attempts_of_a_workspace_are_in_flight_than_it_may_have_slots_and_the_others_say_so() {
        world.command(submit(1, AGENTS, RunOptions.DEFAULT, List.of(step("a"), step("b"))));
        world.command(submit(2, AGENTS, RunOptions.DEFAULT, List.of(step("c"))));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(world.lastWait("c")).isEqualTo(new WaitsFor.Slot(2));

        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
    }

    @Test
    void a_slot_goes_to_whoever_is_first_in_line_and_not_to_whoever_becomes_ready_when_it_is_given_back() {
        world.command(submit(1, AGENTS, RunOptions.DEFAULT, List.of(step("a"), step("b"), step("after", "a"))));
        world.pass(Duration.ofSeconds(1));
        world.command(submit(2, AGENTS, RunOptions.DEFAULT, List.of(step("c"))));
        world.command(submit(
                3,
                AGENTS,
                RunOptionsBuilder.builder(RunOptions.DEFAULT).priority(9).build(),
                List.of(step("urgent"))));
        world.pass(Duration.ofSeconds(1));

        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "urgent");

        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "urgent", "c");
        assertThat(world.lastWait("after")).isEqualTo(new WaitsFor.Slot(2));
    }

    @Test
    void whoever_waits_for_a_slot_has_no_files_and_holds_nobody_back() {
        world.command(submit(1, AGENTS, RunOptions.DEFAULT, List.of(step("a"), step("b"), writing("c", "src/**"))));
        world.cancel(1);
        world.finished(world.dispatched(1, "a"), AttemptOutcome.CANCELLED);
        world.finished(world.dispatched(1, "b"), AttemptOutcome.CANCELLED);
        world.command(submit(2, AGENTS, RunOptions.DEFAULT, List.of(writing("d", "src/x"))));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "d");
    }

    @Test
    void a_paused_run_does_not_keep_its_turn() {
        world.command(submit(1, AGENTS, RunOptions.DEFAULT, List.of(step("a"), step("b"))));
        world.command(submit(2, AGENTS, RunOptions.DEFAULT, List.of(step("c"))));
        world.command(submit(3, AGENTS, RunOptions.DEFAULT, List.of(step("d"))));
        world.pause(2);

        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "d");

        world.resumeRun(2);
        assertThat(world.lastWait("c")).isEqualTo(new WaitsFor.Slot(2));
        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "d", "c");
    }

    @Test
    void what_is_in_flight_still_counts_after_a_restart() {
        world.command(submit(1, AGENTS, RunOptions.DEFAULT, List.of(step("a"), step("b"), step("c"))));

        world.restart();

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
    }
}
