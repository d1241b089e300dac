package dev.signalbox.runner.stop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.runner.attempt.AttemptLease;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.report.Heartbeats;
import dev.signalbox.runner.support.Attempts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A runner kills by itself what may be given to another, by a clock that does not jump. */
class FencingTest {
    private static final Duration USABLE = Duration.ofSeconds(11);

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final List<StopOrder> orders = new ArrayList<>();
    private final List<Outcome> sent = new ArrayList<>();
    private final List<Consumer<@Nullable Exception>> waiting = new ArrayList<>();
    private final RunningAttempts running = new RunningAttempts(
            Map.of(AgentType.COMMAND, (assignment, ended) -> orders::add),
            (assignment, result) -> {},
            attempt -> {},
            timer);
    private final Heartbeats heartbeats = new Heartbeats(
            running, this::send, "r1", Duration.ofSeconds(3), () -> Instant.ofEpochMilli(this.wall), () -> this.nanos);
    private final LeaseGuard guard = new LeaseGuard(running, () -> this.nanos);

    private long nanos;
    private long wall;

    @BeforeEach
    void begin() {
        running.begin(Attempts.assignment("a"), new AttemptLease(USABLE, nanos), nanos);
    }

    @AfterEach
    void stopTimer() {
        timer.shutdownNow();
    }

    @Test
    void an_attempt_of_which_reports_are_acknowledged_goes_on() {
        for (int second = 0; second < 60; second++) {
            pass(Duration.ofSeconds(1));
            acknowledge();
        }

        assertThat(sent).hasSize(20).allMatch(AttemptHeartbeat.class::isInstance);
        assertThat(orders).isEmpty();
    }

    @Test
    void an_attempt_of_which_no_report_is_acknowledged_is_killed_at_the_end_of_its_usable_time() {
        pass(USABLE);
        assertThat(orders).isEmpty();

        pass(Duration.ofMillis(1));

        assertThat(orders).containsOnly(StopOrder.LEASE_RAN_OUT);
    }

    @Test
    void a_jump_of_the_wall_clock_changes_nothing() {
        wall += Duration.ofHours(1).toMillis();
        pass(Duration.ofSeconds(1));
        assertThat(sent).isEmpty();

        wall -= Duration.ofHours(2).toMillis();
        pass(Duration.ofSeconds(2));

        assertThat(sent).hasSize(1);
        assertThat(orders).isEmpty();
    }

    @Test
    void a_runner_that_was_frozen_past_the_lease_says_nothing_before_it_kills() {
        nanos += Duration.ofSeconds(60).toNanos();

        heartbeats.run();
        assertThat(sent).isEmpty();
        guard.run();

        assertThat(orders).containsExactly(StopOrder.LEASE_RAN_OUT);
    }

    @Test
    void an_acknowledgement_that_was_on_its_way_when_the_runner_froze_does_not_bring_the_lease_back() {
        pass(Duration.ofSeconds(3));
        nanos += Duration.ofSeconds(60).toNanos();

        acknowledge();
        guard.run();

        assertThat(orders).containsExactly(StopOrder.LEASE_RAN_OUT);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        wall += time.toMillis();
        heartbeats.run();
        guard.run();
    }

    private void acknowledge() {
        waiting.forEach(settled -> settled.accept(null));
        waiting.clear();
    }

    private void send(Outcome outcome, @Nullable String traceparent, Consumer<@Nullable Exception> settled) {
        sent.add(outcome);
        waiting.add(settled);
    }
}
