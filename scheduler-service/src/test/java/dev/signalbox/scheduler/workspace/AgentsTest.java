package dev.signalbox.scheduler.workspace;

import static dev.signalbox.scheduler.workspace.Specs.agent;
import static dev.signalbox.scheduler.workspace.Specs.labelled;
import static dev.signalbox.scheduler.workspace.Specs.needing;
import static dev.signalbox.scheduler.workspace.Specs.step;
import static dev.signalbox.scheduler.workspace.Specs.submit;
import static dev.signalbox.scheduler.workspace.Specs.writing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.admission.AgentDrain;
import dev.signalbox.contracts.admission.AgentStanding;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.command.DrainAgent;
import dev.signalbox.contracts.command.RegisterAgent;
import dev.signalbox.contracts.command.RemoveAgent;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.StepSpec;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Agents that come and go while runs are in flight. */
class AgentsTest {
    private static final Map<String, String> GPU = Map.of("gpu", "true");

    private final World world = new World();

    @Test
    void an_agent_that_is_registered_in_flight_gives_waiting_steps_a_place_at_once() {
        run(1, List.of(agent("own", null, 1)), step("a"), step("b"), step("c"));
        assertThat(world.dispatchedSteps()).containsExactly("a");

        register(agent("helper", null, 2));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b", "c");
        assertThat(world.lastDispatch(1, "b").agent()).isEqualTo(new AgentId("helper"));
    }

    @Test
    void a_run_that_brings_no_agents_waits_until_one_is_registered_and_says_so() {
        run(1, List.of(), step("a"));
        assertThat(world.lastWait("a")).isEqualTo(new WaitsFor.Agent(null, null, Map.of(), true));

        register(agent("helper", null, 1));

        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void a_step_goes_only_to_an_agent_with_the_labels_it_asks_for() {
        run(1, List.of(agent("own", null, 9)), needing(step("a"), null, GPU), step("b"));
        register(labelled(agent("cpu", null, 9), Map.of("gpu", "false")));
        assertThat(world.dispatchedSteps()).containsExactly("b");
        assertThat(world.lastWait("a")).isEqualTo(new WaitsFor.Agent(null, null, GPU, true));

        register(labelled(agent("card", null, 9), Map.of("gpu", "true", "region", "eu")));

        assertThat(world.lastDispatch(1, "a").agent()).isEqualTo(new AgentId("card"));
    }

    @Test
    void a_drained_agent_is_given_nothing_more_and_may_end_what_it_has() {
        register(agent("helper", null, 1));
        run(1, List.of(), step("a"), step("b"));

        drain("helper");

        assertThat(standing("helper").drain()).isEqualTo(new AgentDrain("slow", "ann", Specs.START, null, false));
        world.pass(Duration.ofSeconds(5));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b")).isEqualTo(new WaitsFor.Agent(null, null, Map.of(), true));
        assertThat(standing("helper").drain())
                .isEqualTo(new AgentDrain("slow", "ann", Specs.START, Specs.START.plusSeconds(5), false));
    }

    @Test
    void an_agent_of_a_definition_can_be_drained_and_brought_back_by_removing_the_drain() {
        run(1, List.of(agent("own", null, 1)), step("a"), step("b"));
        drain("own");
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(world.dispatchedSteps()).containsExactly("a");

        remove("own");

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(agents()).isEmpty();
    }

    @Test
    void a_removed_agent_is_forgotten_when_its_last_step_has_ended() {
        register(agent("helper", null, 1));
        run(1, List.of(), step("a"), step("b"));

        remove("helper");

        assertThat(standing("helper").drain()).isNotNull().matches(AgentDrain::removing);
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        assertThat(agents()).isEmpty();
        assertThat(world.dispatchedSteps()).containsExactly("a");
        assertThat(world.lastWait("b")).isEqualTo(new WaitsFor.Agent(null, null, Map.of(), true));
    }

    @Test
    void asking_twice_changes_nothing() {
        register(agent("helper", null, 1));
        register(agent("helper", null, 1));
        drain("helper");
        int told = world.workspaceStatuses.size();

        drain("helper");
        remove("unknown");

        assertThat(world.workspaceStatuses).hasSize(told);
        remove("helper");
        remove("helper");
        assertThat(agents()).isEmpty();
    }

    @Test
    void registering_a_drained_agent_again_brings_it_back_with_its_new_capacity() {
        register(agent("helper", null, 1));
        drain("helper");
        run(1, List.of(), step("a"), step("b"));

        register(agent("helper", null, 2));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(standing("helper").drain()).isNull();
    }

    @Test
    void what_was_registered_counts_whatever_a_definition_says_of_the_same_agent() {
        register(agent("shared", null, 1));

        run(1, List.of(agent("shared", null, 5)), step("a"), step("b"));

        assertThat(world.dispatchedSteps()).containsExactly("a");
    }

    @Test
    void capacity_holds_over_the_runs_that_an_agent_serves() {
        register(agent("helper", null, 2));
        run(1, List.of(), step("a"), step("b"));

        run(2, List.of(), step("c"));

        assertThat(world.dispatchedSteps()).containsExactly("a", "b");
        assertThat(world.lastWait("c")).isEqualTo(new WaitsFor.Agent(null, null));
    }

    @Test
    void agents_that_are_there_or_drain_are_still_so_after_a_restart() {
        register(agent("helper", null, 1));
        register(agent("other", null, 1));
        run(1, List.of(), step("a"), step("b"), step("c"));
        drain("helper");

        world.restart();
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);
        world.finished(world.dispatched(1, "b"), AttemptOutcome.SUCCEEDED);

        assertThat(world.lastDispatch(1, "c").agent()).isEqualTo(new AgentId("other"));
        assertThat(standing("helper").drain())
                .isNotNull()
                .satisfies(drain -> assertThat(drain.drainedAt()).isEqualTo(Specs.START));
    }

    @Test
    void a_step_without_an_agent_does_not_hold_back_others_that_want_its_files() {
        register(agent("one", null, 1));
        register(labelled(agent("card", null, 1), GPU));
        run(1, List.of(), writing("first", "src/**"));
        run(2, List.of(), needing(writing("second", "src/**"), null, GPU));
        run(3, List.of(), writing("third", "src/**"));
        drain("card");

        world.finished(world.dispatched(1, "first"), AttemptOutcome.SUCCEEDED);

        assertThat(world.dispatchedSteps()).containsExactly("first", "third");
        assertThat(world.lastWait("second")).isEqualTo(new WaitsFor.Agent(null, null, GPU, true));
    }

    @Test
    void a_workspace_with_agents_is_remembered_without_any_run() {
        register(agent("helper", null, 1));

        world.restart();
        run(1, List.of(), step("a"));
        world.finished(world.dispatched(1, "a"), AttemptOutcome.SUCCEEDED);

        assertThat(world.statuses).containsEntry(Specs.run(1), RunStatus.SUCCEEDED);
    }

    private void run(int number, List<AgentSpec> agents, StepSpec... steps) {
        world.command(submit(number, agents, RunOptions.DEFAULT, List.of(steps)));
    }

    private void register(AgentSpec agent) {
        world.command(new RegisterAgent(Specs.WORKSPACE, agent, "ann", world.now));
    }

    private void drain(String agent) {
        world.command(new DrainAgent(Specs.WORKSPACE, new AgentId(agent), "slow", "ann", world.now));
    }

    private void remove(String agent) {
        world.command(new RemoveAgent(Specs.WORKSPACE, new AgentId(agent), "gone", "ann", world.now));
    }

    private List<AgentStanding> agents() {
        return world.workspaceStatuses.getLast().agents();
    }

    private AgentStanding standing(String agent) {
        return agents().stream()
                .filter(standing -> standing.id().value().equals(agent))
                .findFirst()
                .orElseThrow();
    }
}
