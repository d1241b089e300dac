package dev.signalbox.admission.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.AgentDrain;
import dev.signalbox.contracts.admission.AgentStanding;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.api.AgentState;
import dev.signalbox.contracts.api.AgentView;
import dev.signalbox.contracts.api.RunnerState;
import dev.signalbox.contracts.api.RunnerView;
import dev.signalbox.contracts.runner.AgentAtWork;
import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.contracts.spec.AgentSpec;
import dev.signalbox.contracts.spec.AgentType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AgentRollTest {
    private static final Instant NOW = Instant.parse("2026-03-14T09:26:53Z");
    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final WorkspaceId SHOP = new WorkspaceId("shop");

    private final RunnerRegister runners = new RunnerRegister(new Patience(3, 10, Duration.ofHours(1)));
    private final WorkspaceRegister workspaces = new WorkspaceRegister();

    @Test
    void a_registered_agent_is_idle_until_a_runner_works_for_it() {
        register("claude", null);
        heard("left", NOW, List.of());
        assertThat(agent(NOW, "claude")).isEqualTo(AgentState.IDLE);

        heard("left", NOW, List.of(new AgentAtWork(SHOP, new AgentId("claude"), 2)));
        heard("right", NOW, List.of(new AgentAtWork(SHOP, new AgentId("claude"), 1)));

        assertThat(view(NOW, "claude").state()).isEqualTo(AgentState.BUSY);
        assertThat(view(NOW, "claude").busy()).isEqualTo(3);
    }

    @Test
    void an_agent_is_unhealthy_after_three_silent_intervals_dead_after_ten_and_healed_by_the_next_word() {
        register("claude", null);
        heard("left", NOW, List.of());

        assertThat(agent(NOW.plus(INTERVAL.multipliedBy(3)), "claude")).isEqualTo(AgentState.IDLE);
        assertThat(agent(NOW.plus(INTERVAL.multipliedBy(3)).plusMillis(1), "claude"))
                .isEqualTo(AgentState.UNHEALTHY);
        assertThat(agent(NOW.plus(INTERVAL.multipliedBy(10)).plusMillis(1), "claude"))
                .isEqualTo(AgentState.DEAD);

        Instant back = NOW.plus(INTERVAL.multipliedBy(20));
        heard("left", back, List.of());
        assertThat(agent(back, "claude")).isEqualTo(AgentState.IDLE);
    }

    @Test
    void another_runner_that_can_drive_it_keeps_an_agent_healthy() {
        register("claude", null);
        heard("left", NOW.minus(Duration.ofMinutes(5)), List.of());

        heard("right", NOW, List.of());

        assertThat(agent(NOW, "claude")).isEqualTo(AgentState.IDLE);
    }

    @Test
    void a_runner_of_another_pool_or_without_the_adapter_cannot_drive_it() {
        register("claude", null);

        runners.heard(heartbeat("left", "gpu", List.of(AgentType.CLAUDE_CODE), List.of(), false), NOW);
        runners.heard(heartbeat("right", "default", List.of(AgentType.FAKE), List.of(), false), NOW);

        assertThat(view(NOW, "claude").state()).isEqualTo(AgentState.DEAD);
        assertThat(view(NOW, "claude").reason())
                .isEqualTo("there is no runner of pool default that drives agents of type claude_code");
    }

    @Test
    void an_agent_whose_program_is_missing_is_unhealthy_and_says_which_unless_it_names_another() {
        register("claude", null);

        runners.heard(
                new RunnerHeartbeat(
                        "left",
                        "left-1",
                        "default",
                        List.of(AgentType.FAKE),
                        List.of(new MissingProgram(AgentType.CLAUDE_CODE, "claude")),
                        8,
                        0,
                        List.of(),
                        null,
                        false,
                        INTERVAL,
                        NOW),
                NOW);

        assertThat(view(NOW, "claude").state()).isEqualTo(AgentState.UNHEALTHY);
        assertThat(view(NOW, "claude").reason()).isEqualTo("claude is not found on the PATH of runner left");
        register("claude", List.of("/opt/claude"), null);
        assertThat(agent(NOW, "claude")).isEqualTo(AgentState.IDLE);
    }

    @Test
    void an_agent_whose_only_runner_is_being_shut_down_is_draining() {
        register("claude", null);

        runners.heard(heartbeat("left", "default", List.of(AgentType.CLAUDE_CODE), List.of(), true), NOW);

        assertThat(agent(NOW, "claude")).isEqualTo(AgentState.DRAINING);
        assertThat(view(NOW, "claude").reason())
                .isEqualTo("every runner of pool default that drives agents of type claude_code is being shut down");
    }

    @Test
    void draining_and_drained_are_what_the_scheduler_says_whatever_the_runners_say() {
        register("going", new AgentDrain("slow", "ann", NOW, null, false));
        assertThat(agent(NOW, "going")).isEqualTo(AgentState.DRAINING);
        assertThat(view(NOW, "going").reason()).isEqualTo("drained by ann: slow");

        register("going", new AgentDrain("", "ann", NOW, NOW, true));

        assertThat(agent(NOW, "going")).isEqualTo(AgentState.DRAINED);
        assertThat(view(NOW, "going").reason()).isEqualTo("removed by ann");
    }

    @Test
    void an_agent_that_a_definition_brings_is_there_while_a_runner_works_for_it() {
        heard("left", NOW, List.of(new AgentAtWork(SHOP, new AgentId("local"), 1)));
        assertThat(agent(NOW, "local")).isEqualTo(AgentState.BUSY);

        heard("left", NOW, List.of());

        assertThat(all(NOW)).isEmpty();
    }

    @Test
    void only_the_workspaces_that_are_wanted_are_told_of() {
        register("claude", null);

        assertThat(AgentRoll.of(workspaces.all(), runners.at(NOW), new WorkspaceId("other")::equals))
                .isEmpty();
    }

    @Test
    void a_runner_that_left_in_order_is_gone_and_one_that_has_been_dead_for_long_is_forgotten() {
        heard("left", NOW, List.of());
        heard("right", NOW, List.of());

        runners.left("left");

        assertThat(runners.at(NOW)).extracting(runner -> runner.last().node()).containsExactly("right");
        assertThat(runners.at(NOW.plus(Duration.ofHours(1))))
                .extracting(RunnerView::state)
                .containsExactly(RunnerState.DEAD);
        assertThat(runners.at(NOW.plus(Duration.ofHours(1)).plusMillis(1))).isEmpty();
    }

    @Test
    void what_there_is_to_say_of_a_workspace_can_end() {
        register("claude", null);

        workspaces.forget(SHOP);

        assertThat(all(NOW)).isEmpty();
        assertThat(workspaces.agent(SHOP, new AgentId("claude"))).isEmpty();
    }

    private void register(String agent, @Nullable AgentDrain drain) {
        register(agent, List.of(), drain);
    }

    private void register(String agent, List<String> command, @Nullable AgentDrain drain) {
        AgentSpec spec = new AgentSpec(new AgentId(agent), AgentType.CLAUDE_CODE, null, 4, command, "default");
        workspaces.changed(new WorkspaceStatusChanged(
                SHOP, null, NOW, List.of(new AgentStanding(spec.id(), spec, "ann", NOW, drain))));
    }

    private void heard(String node, Instant at, List<AgentAtWork> working) {
        runners.heard(heartbeat(node, "default", List.of(AgentType.CLAUDE_CODE), working, false), at);
    }

    private static RunnerHeartbeat heartbeat(
            String node, String pool, List<AgentType> adapters, List<AgentAtWork> working, boolean draining) {
        return new RunnerHeartbeat(
                node, node + "-1", pool, adapters, 8, working.size(), working, null, draining, INTERVAL, NOW);
    }

    private AgentState agent(Instant now, String agent) {
        return view(now, agent).state();
    }

    private AgentView view(Instant now, String agent) {
        return all(now).stream()
                .filter(view -> view.id().value().equals(agent))
                .findFirst()
                .orElseThrow();
    }

    private List<AgentView> all(Instant now) {
        return AgentRoll.of(workspaces.all(), runners.at(now), _ -> true);
    }
}
