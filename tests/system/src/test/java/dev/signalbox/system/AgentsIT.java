package dev.signalbox.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.client.ClientException;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.AgentRequestBuilder;
import dev.signalbox.contracts.api.AgentState;
import dev.signalbox.contracts.api.AgentView;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.RunnerState;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepDispatched;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.system.proof.History;
import dev.signalbox.system.stack.RunningStack;
import dev.signalbox.system.work.Graph;
import dev.signalbox.system.work.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Agents that come, drain and go while runs are in flight, and that are as well as their runner. */
class AgentsIT extends SystemTest {
    private static final int STEPS = 8;
    private static final Duration EACH = Duration.ofSeconds(1);

    @Test
    void a_run_with_more_steps_than_capacity_gets_faster_when_an_agent_is_added_in_flight() {
        RunId run = stack.submit(Graph.ofFakes("crowded", 1, steps()).in(site.workspace()));
        stack.awaitSuccesses(run, 1);

        register("helper", STEPS);

        RunView ended = assertEnds(run, RunStatus.SUCCEEDED);
        Duration took =
                Duration.between(Objects.requireNonNull(ended.startedAt()), Objects.requireNonNull(ended.endedAt()));
        assertThat(took).isLessThan(EACH.multipliedBy(STEPS));
        assertThat(agentsOf(run)).contains("player", "helper");
    }

    @Test
    void a_drained_agent_is_given_nothing_more_and_a_removed_one_is_gone() {
        register("first", 1);
        register("second", 1);
        RunId run = stack.submit(ofTheRegistry());
        await().until(() -> agentsOf(run).contains("first"));
        stack.client().drainAgent(workspace(), new AgentId("first"), "it is slow");
        await().untilAsserted(() -> assertThat(agent("first").state()).isEqualTo(AgentState.DRAINED));

        assertEnds(run, RunStatus.SUCCEEDED);
        Instant drainedSince = Objects.requireNonNull(agent("first").drain()).since();
        assertThat(History.of(stack, run).events())
                .filteredOn(event -> event.data() instanceof StepDispatched dispatched
                        && dispatched.agent().value().equals("first"))
                .isNotEmpty()
                .allSatisfy(event -> assertThat(event.at()).isBeforeOrEqualTo(drainedSince));
        stack.client().removeAgent(workspace(), new AgentId("first"), "no longer needed");
        await().untilAsserted(() -> assertThat(stack.client().agents(workspace()))
                .extracting(agent -> agent.id().value())
                .containsExactly("second"));
    }

    @Test
    void an_agent_is_unhealthy_then_dead_when_its_runner_is_killed_and_heals_when_that_is_back() {
        register("patient", 1);
        await().untilAsserted(() -> assertThat(agent("patient").state()).isEqualTo(AgentState.IDLE));

        stack.stack().kill(RunningStack.RUNNER);

        List<AgentState> seen = new ArrayList<>();
        await().pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(90))
                .until(() -> {
                    AgentState state = agent("patient").state();
                    if (seen.isEmpty() || seen.getLast() != state) {
                        seen.add(state);
                    }
                    return seen.contains(AgentState.DEAD) && state == AgentState.IDLE;
                });
        assertThat(seen).endsWith(AgentState.UNHEALTHY, AgentState.DEAD, AgentState.IDLE);
        assertThat(stack.client().runners()).singleElement().satisfies(runner -> {
            assertThat(runner.state()).isEqualTo(RunnerState.READY);
            assertThat(runner.last().host()).isNotNull();
        });
    }

    @Test
    void what_is_registered_is_known_to_a_door_and_a_scheduler_that_were_killed() {
        register("kept", 2);
        await().until(() -> find("kept").isPresent());

        stack.killAndAwaitReturn(RunningStack.SCHEDULER);
        stack.killAndAwaitReturn(RunningStack.ADMISSION);

        await().ignoreExceptionsInstanceOf(ClientException.class)
                .untilAsserted(() -> assertThat(find("kept")).isPresent());
        RunId run = stack.submit(ofTheRegistry());
        assertEnds(run, RunStatus.SUCCEEDED);
        assertThat(agentsOf(run)).containsOnly("kept");
    }

    private static List<Step> steps() {
        return IntStream.range(0, STEPS)
                .mapToObj(number -> Step.played("step-" + number, EACH.toMillis() + "ms"))
                .toList();
    }

    private RunRequest ofTheRegistry() {
        StringBuilder text = new StringBuilder("apiVersion: signalbox/v1\nagents: registry\nsteps:\n");
        for (int number = 0; number < STEPS; number++) {
            text.append("  step-").append(number).append(": {fake: {duration: 300ms}}\n");
        }
        return new RunRequest(
                workspace(), List.of(new SourceFile("registry.yaml", text.toString())), null, null, true, null);
    }

    private void register(String agent, int capacity) {
        stack.client()
                .registerAgent(
                        workspace(),
                        AgentRequestBuilder.builder()
                                .id(agent)
                                .type(AgentType.FAKE)
                                .capacity(capacity)
                                .labels(Map.of("by", "test"))
                                .build());
    }

    private List<String> agentsOf(RunId run) {
        return History.of(stack, run).facts(StepDispatched.class).stream()
                .map(dispatch -> dispatch.agent().value())
                .toList();
    }

    private AgentView agent(String id) {
        return find(id).orElseThrow(() -> new AssertionError("agent " + id + " is not known"));
    }

    private Optional<AgentView> find(String id) {
        return stack.client().agents(workspace()).stream()
                .filter(agent -> agent.id().value().equals(id))
                .findFirst();
    }

    private String workspace() {
        return site.workspace().toString();
    }
}
