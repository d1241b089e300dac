package dev.signalbox.runner.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.runner.AgentAtWork;
import dev.signalbox.contracts.runner.HostLoad;
import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.AttemptLease;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.presence.port.RunnerLog;
import dev.signalbox.runner.support.Attempts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final Instant NOW = Instant.parse("2026-03-14T09:26:53Z");
    private static final List<MissingProgram> MISSING = List.of(new MissingProgram(AgentType.CODEX, "codex"));
    private static final HostLoad LOAD = new HostLoad(412, 0.5, 1.25, 0.25);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final RunningAttempts running =
            new RunningAttempts(Map.of(AgentType.COMMAND, (_, _) -> _ -> {}), (_, _) -> {}, _ -> {}, timer);
    private final ToldRunners log = new ToldRunners();
    private final Presence presence = new Presence(
            new RunnerCard("rack-1", "rack-1-0a9c", "default", 8, Duration.ofSeconds(5)),
            () -> new Offer(List.of(AgentType.FAKE, AgentType.COMMAND), MISSING),
            running,
            () -> Optional.of(LOAD),
            log,
            InstantSource.fixed(NOW));

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void a_runner_says_what_it_can_do_and_how_its_machine_is_doing() {
        presence.run();

        assertThat(log.told)
                .containsExactly(new RunnerHeartbeat(
                        "rack-1",
                        "rack-1-0a9c",
                        "default",
                        List.of(AgentType.COMMAND, AgentType.FAKE),
                        MISSING,
                        8,
                        0,
                        List.of(),
                        LOAD,
                        false,
                        Duration.ofSeconds(5),
                        NOW));
    }

    @Test
    void it_says_which_agents_it_works_for() {
        Assignment first = Attempts.assignment("a");
        Assignment second = Attempts.assignment("b");
        running.begin(first, new AttemptLease(Duration.ofMinutes(1), 0), 0);
        running.begin(second, new AttemptLease(Duration.ofMinutes(1), 0), 0);

        presence.run();

        assertThat(log.last().busy()).isEqualTo(2);
        assertThat(log.last().working())
                .containsExactly(
                        new AgentAtWork(first.ref().workspace(), first.start().agent(), 2));
    }

    @Test
    void a_runner_that_drains_says_so_at_once() {
        presence.run();

        presence.drain();

        assertThat(log.told).hasSize(2);
        assertThat(log.last().draining()).isTrue();
    }

    @Test
    void a_runner_that_has_left_is_not_heard_of_again() {
        presence.run();

        presence.leave();
        presence.run();

        assertThat(log.told).hasSize(1);
        assertThat(log.left).containsExactly("rack-1");
    }

    @Test
    void a_runner_that_nobody_was_told_of_leaves_without_a_word() {
        presence.drain();
        presence.leave();

        assertThat(log.told).isEmpty();
        assertThat(log.left).isEmpty();
    }

    private static final class ToldRunners implements RunnerLog {
        private final List<RunnerHeartbeat> told = new ArrayList<>();
        private final List<String> left = new ArrayList<>();

        @Override
        public void tell(RunnerHeartbeat heartbeat) {
            told.add(heartbeat);
        }

        @Override
        public void left(String node) {
            left.add(node);
        }

        RunnerHeartbeat last() {
            return told.getLast();
        }
    }
}
