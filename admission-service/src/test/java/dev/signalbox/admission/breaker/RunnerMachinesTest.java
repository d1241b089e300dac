package dev.signalbox.admission.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.api.PressureView;
import dev.signalbox.contracts.api.PressureView.PressureSeverity;
import dev.signalbox.contracts.api.RunnerState;
import dev.signalbox.contracts.api.RunnerView;
import dev.signalbox.contracts.runner.HostLoad;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.contracts.spec.AgentType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunnerMachinesTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Duration FRESH = Duration.ofSeconds(30);
    private static final HostLimits LIMITS = new HostLimits(new HostLoad(1_000, 0.95, 16, 0.97), 0.9);
    private static final HostLoad CALM = new HostLoad(300, 0.4, 1.5, 0.3);

    @ParameterizedTest
    @CsvSource({
        "1001, 0.4, 1.5, 0.3, '1001 processes (at most 1000)'",
        "300, 0.951, 1.5, 0.3, '95.1 % of the memory in use (at most 95.0 %)'",
        "300, 0.4, 16.01, 0.3, 'load 16.01 per core (at most 16.00)'",
        "300, 0.4, 1.5, 0.98, '98.0 % of the disk in use (at most 97.0 %)'"
    })
    void each_limit_by_itself_makes_a_machine_critical_and_is_named_with_the_reading(
            int processes, double memory, double load, double disk, String reason) {
        HostLimits.Verdict verdict = LIMITS.judge(new HostLoad(processes, memory, load, disk));

        assertThat(verdict).isEqualTo(new HostLimits.Verdict(PressureSeverity.CRITICAL, reason));
    }

    @Test
    void what_is_just_within_a_limit_is_worth_a_look_and_lets_runs_in() {
        HostLimits.Verdict verdict = LIMITS.judge(new HostLoad(1_000, 0.4, 1.5, 0.3));

        assertThat(verdict).isEqualTo(new HostLimits.Verdict(PressureSeverity.WARN, "1000 processes (at most 1000)"));
    }

    @Test
    void a_calm_machine_tells_all_of_its_reading() {
        HostLimits.Verdict verdict = LIMITS.judge(CALM);

        assertThat(verdict.severity()).isEqualTo(PressureSeverity.OK);
        assertThat(verdict.reason())
                .isEqualTo("300 processes, 40.0 % of the memory in use, load 1.50 per core, 30.0 % of the disk in use");
    }

    @Test
    void a_runner_counts_while_it_is_heard_of_even_one_that_drains() {
        List<RunnerView> runners = List.of(
                runner("ready", RunnerState.READY, NOW, CALM),
                runner("draining", RunnerState.DRAINING, NOW, CALM),
                runner("unhealthy", RunnerState.UNHEALTHY, NOW, CALM),
                runner("dead", RunnerState.DEAD, NOW, CALM));

        assertThat(RunnerMachines.readings(runners, LIMITS, NOW, FRESH))
                .extracting(PressureView::host)
                .containsExactly("ready", "draining");
    }

    @Test
    void a_reading_that_is_too_old_or_missing_tells_nothing() {
        List<RunnerView> runners = List.of(
                runner("fresh", RunnerState.READY, NOW.minus(FRESH), CALM),
                runner("stale", RunnerState.READY, NOW.minus(FRESH).minusMillis(1), CALM),
                runner("mute", RunnerState.READY, NOW, null));

        assertThat(RunnerMachines.readings(runners, LIMITS, NOW, FRESH))
                .extracting(PressureView::host)
                .containsExactly("fresh");
    }

    private static RunnerView runner(String node, RunnerState state, Instant heardAt, @Nullable HostLoad load) {
        RunnerHeartbeat last = new RunnerHeartbeat(
                node,
                node + "-1",
                "default",
                List.of(AgentType.FAKE),
                4,
                0,
                List.of(),
                load,
                state == RunnerState.DRAINING,
                Duration.ofSeconds(5),
                heardAt);
        return new RunnerView(state, heardAt, last);
    }
}
