package dev.signalbox.admission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.admission.breaker.HostLimits;
import dev.signalbox.contracts.knob.AdmissionKnob;
import dev.signalbox.contracts.runner.HostLoad;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdmissionConfigTest {
    @Test
    void the_defaults() {
        AdmissionConfig config = configured(Map.of());

        assertThat(config.maxRuns()).isEqualTo(6);
        assertThat(config.maxRunsPerWorkspace()).isEqualTo(1_000_000);
        assertThat(config.maxSlots()).isEqualTo(16);
        assertThat(config.maxSlotsPerWorkspace()).isEmpty();
        assertThat(config.maxDepth()).isEqualTo(2);
        assertThat(config.claimOverride()).isFalse();
        assertThat(config.atCap()).isEqualTo(AtCap.REJECT);
        assertThat(config.queueLimit()).isEqualTo(1000);
        assertThat(config.queueAgeing()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.breaker().cooldown()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.breaker().probes()).isEqualTo(3);
        assertThat(config.breaker().probeTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.breaker().gapMax()).isEqualTo(24);
        assertThat(config.breaker().silence()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.breaker().gapResetQuiet()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.breaker().failuresMax()).isEqualTo(20);
        assertThat(config.breaker().failureWindow()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.pressure().logPath()).isEmpty();
        assertThat(config.pressure().freshness()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.pressure().tailSize().asLongValue()).isEqualTo(128 * 1024);
        assertThat(config.pressure().tailLines()).isEqualTo(200);
        assertThat(config.pressure().limits()).isEqualTo(new HostLimits(new HostLoad(20_000, 0.95, 32, 0.97), 0.9));
        assertThat(config.decisionLog().path()).isEmpty();
        assertThat(config.decisionLog().maxSize().asLongValue()).isEqualTo(10 * 1024 * 1024);
        assertThat(config.decisionLog().maxBackups()).isEqualTo(5);
        assertThat(config.decisionLog().rotateCheck()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.rebuildLockTime()).isEqualTo(Duration.ofSeconds(20));
        assertThat(config.leaseTime()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.keyTime()).isEqualTo(Duration.ofHours(24));
        assertThat(config.maxDefinitionSize().asLongValue()).isEqualTo(8 * 1024 * 1024);
        assertThat(config.maxRequestSize().asLongValue()).isEqualTo(32 * 1024 * 1024);
        assertThat(config.submitDeadline()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.stateDeadline()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.unsentFor()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.upkeepInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.rebuildQuiet()).isEqualTo(Duration.ofMillis(200));
        assertThat(config.logDeadline()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.schedulerGroup()).isEqualTo("signalbox-scheduler");
    }

    @Test
    void every_key_can_be_set() {
        AdmissionConfig config = configured(Map.ofEntries(
                Map.entry("signalbox.admission.max-runs", "10000"),
                Map.entry("signalbox.admission.max-runs-per-workspace", "100"),
                Map.entry("signalbox.admission.max-slots", "600"),
                Map.entry("signalbox.admission.max-slots-per-workspace", "60"),
                Map.entry("signalbox.admission.max-depth", "20"),
                Map.entry("signalbox.admission.claim-override", "true"),
                Map.entry("signalbox.admission.at-cap", "queue"),
                Map.entry("signalbox.admission.queue-limit", "7"),
                Map.entry("signalbox.admission.queue-ageing", "2m"),
                Map.entry("signalbox.admission.breaker.cooldown", "1s"),
                Map.entry("signalbox.admission.breaker.probes", "2"),
                Map.entry("signalbox.admission.breaker.probe-time", "3s"),
                Map.entry("signalbox.admission.breaker.gap-max", "4"),
                Map.entry("signalbox.admission.breaker.silence", "5s"),
                Map.entry("signalbox.admission.breaker.gap-reset-quiet", "6s"),
                Map.entry("signalbox.admission.breaker.failures-max", "7"),
                Map.entry("signalbox.admission.breaker.failure-window", "8s"),
                Map.entry("signalbox.admission.pressure.log-path", "/tmp/watchdog.ndjson"),
                Map.entry("signalbox.admission.pressure.freshness", "9s"),
                Map.entry("signalbox.admission.pressure.tail-size", "1K"),
                Map.entry("signalbox.admission.pressure.tail-lines", "10"),
                Map.entry("signalbox.admission.pressure.max-processes", "11"),
                Map.entry("signalbox.admission.pressure.max-memory-used", "0.12"),
                Map.entry("signalbox.admission.pressure.max-load-per-core", "1.3"),
                Map.entry("signalbox.admission.pressure.max-disk-used", "0.14"),
                Map.entry("signalbox.admission.pressure.warn-share", "0.15"),
                Map.entry("signalbox.admission.decision-log.path", "/tmp/decisions.ndjson"),
                Map.entry("signalbox.admission.decision-log.max-size", "1M"),
                Map.entry("signalbox.admission.decision-log.max-backups", "11"),
                Map.entry("signalbox.admission.decision-log.rotate-check", "12s"),
                Map.entry("signalbox.admission.rebuild-lock-time", "13s"),
                Map.entry("signalbox.admission.lease-time", "30s"),
                Map.entry("signalbox.admission.key-time", "1h"),
                Map.entry("signalbox.admission.max-definition-size", "1M"),
                Map.entry("signalbox.admission.max-request-size", "2M"),
                Map.entry("signalbox.admission.submit-deadline", "1s"),
                Map.entry("signalbox.admission.state-deadline", "500ms"),
                Map.entry("signalbox.admission.unsent-for", "2s"),
                Map.entry("signalbox.admission.upkeep-interval", "3s"),
                Map.entry("signalbox.admission.rebuild-quiet", "0s"),
                Map.entry("signalbox.admission.log-deadline", "4s"),
                Map.entry("signalbox.admission.scheduler-group", "other")));

        assertThat(config.maxRuns()).isEqualTo(10_000);
        assertThat(config.maxRunsPerWorkspace()).isEqualTo(100);
        assertThat(config.maxSlots()).isEqualTo(600);
        assertThat(config.maxSlotsPerWorkspace()).hasValue(60);
        assertThat(config.maxDepth()).isEqualTo(20);
        assertThat(config.claimOverride()).isTrue();
        assertThat(config.atCap()).isEqualTo(AtCap.QUEUE);
        assertThat(config.queueLimit()).isEqualTo(7);
        assertThat(config.queueAgeing()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.breaker().cooldown()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.breaker().probes()).isEqualTo(2);
        assertThat(config.breaker().probeTime()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.breaker().gapMax()).isEqualTo(4);
        assertThat(config.breaker().silence()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.breaker().gapResetQuiet()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.breaker().failuresMax()).isEqualTo(7);
        assertThat(config.breaker().failureWindow()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.pressure().logPath()).contains(Path.of("/tmp/watchdog.ndjson"));
        assertThat(config.pressure().freshness()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.pressure().tailSize().asLongValue()).isEqualTo(1024);
        assertThat(config.pressure().tailLines()).isEqualTo(10);
        assertThat(config.pressure().limits()).isEqualTo(new HostLimits(new HostLoad(11, 0.12, 1.3, 0.14), 0.15));
        assertThat(config.decisionLog().path()).contains(Path.of("/tmp/decisions.ndjson"));
        assertThat(config.decisionLog().maxSize().asLongValue()).isEqualTo(1024 * 1024);
        assertThat(config.decisionLog().maxBackups()).isEqualTo(11);
        assertThat(config.decisionLog().rotateCheck()).isEqualTo(Duration.ofSeconds(12));
        assertThat(config.rebuildLockTime()).isEqualTo(Duration.ofSeconds(13));
        assertThat(config.leaseTime()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.keyTime()).isEqualTo(Duration.ofHours(1));
        assertThat(config.maxDefinitionSize().asLongValue()).isEqualTo(1024 * 1024);
        assertThat(config.maxRequestSize().asLongValue()).isEqualTo(2 * 1024 * 1024);
        assertThat(config.submitDeadline()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.stateDeadline()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.unsentFor()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.upkeepInterval()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.rebuildQuiet()).isZero();
        assertThat(config.logDeadline()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.schedulerGroup()).isEqualTo("other");
    }

    @Test
    void the_names_of_the_original_set_the_same() {
        AdmissionConfig config = configured(Map.ofEntries(
                Map.entry("PI_ORCH_ADM_MAX_RUNS", "12"),
                Map.entry("PI_ORCH_ADM_MAX_SLOTS", "13"),
                Map.entry("PI_ORCH_ADM_MAX_DEPTH", "0"),
                Map.entry("PI_ORCH_ADM_RUN_TTL_MS", "45000"),
                Map.entry("PI_ORCH_ADM_LOCK_WAIT_MS", "300"),
                Map.entry("PI_ORCH_ADM_LOCK_STALE_MS", "2000"),
                Map.entry("PI_ORCH_ADM_BREAKER_COOLDOWN_MS", "6000"),
                Map.entry("PI_ORCH_ADM_GAP_MAX", "14"),
                Map.entry("PI_ORCH_ADM_GAP_RESET_QUIET_MS", "7000"),
                Map.entry("PI_ORCH_ADM_EVENT_LOG_PATH", "/tmp/a.ndjson"),
                Map.entry("PI_ORCH_ADM_EVENT_LOG_MAX_BYTES", "131072"),
                Map.entry("PI_ORCH_ADM_EVENT_LOG_MAX_BACKUPS", "3"),
                Map.entry("PI_ORCH_ADM_EVENT_LOG_ROTATE_CHECK_MS", "8000"),
                Map.entry("PI_ORCH_ADM_PRESSURE_LOG_PATH", "/tmp/b.ndjson"),
                Map.entry("PI_ORCH_ADM_PRESSURE_FRESHNESS_MS", "9000"),
                Map.entry("PI_ORCH_ADM_PRESSURE_TAIL_BYTES", "2048"),
                Map.entry("PI_ORCH_ADM_PRESSURE_TAIL_LINES", "15")));

        assertThat(config.maxRuns()).isEqualTo(12);
        assertThat(config.maxSlots()).isEqualTo(13);
        assertThat(config.maxDepth()).isZero();
        assertThat(config.leaseTime()).isEqualTo(Duration.ofSeconds(45));
        assertThat(config.stateDeadline()).isEqualTo(Duration.ofMillis(300));
        assertThat(config.rebuildLockTime()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.breaker().cooldown()).isEqualTo(Duration.ofSeconds(6));
        assertThat(config.breaker().gapMax()).isEqualTo(14);
        assertThat(config.breaker().gapResetQuiet()).isEqualTo(Duration.ofSeconds(7));
        assertThat(config.decisionLog().path()).contains(Path.of("/tmp/a.ndjson"));
        assertThat(config.decisionLog().maxSize().asLongValue()).isEqualTo(131_072);
        assertThat(config.decisionLog().maxBackups()).isEqualTo(3);
        assertThat(config.decisionLog().rotateCheck()).isEqualTo(Duration.ofSeconds(8));
        assertThat(config.pressure().logPath()).contains(Path.of("/tmp/b.ndjson"));
        assertThat(config.pressure().freshness()).isEqualTo(Duration.ofSeconds(9));
        assertThat(config.pressure().tailSize().asLongValue()).isEqualTo(2048);
        assertThat(config.pressure().tailLines()).isEqualTo(15);
    }

    @Test
    void our_own_name_wins_over_that_of_the_original() {
        AdmissionConfig config =
                configured(Map.of("PI_ORCH_ADM_MAX_RUNS", "12", "signalbox.admission.max-runs", "1000"));

        assertThat(config.maxRuns()).isEqualTo(1000);
    }

    static Stream<AdmissionKnob> knobsOfTheDoor() {
        return Arrays.stream(AdmissionKnob.values())
                .filter(AdmissionKnob::isNumber)
                .filter(knob -> knob.key().orElse("").startsWith("signalbox.admission."));
    }

    @ParameterizedTest
    @MethodSource("knobsOfTheDoor")
    void a_value_beyond_the_range_of_the_original_stops_the_start_and_names_what_the_user_wrote(AdmissionKnob knob) {
        Map<String, String> tooMuch = Map.of(knob.variable(), Long.toString(knob.most() + 1));

        assertThatThrownBy(() -> configured(tooMuch))
                .hasStackTraceContaining(knob.variable() + "=" + (knob.most() + 1) + " is not allowed");
    }

    private static AdmissionConfig configured(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptors(new KnobInterceptor())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(AdmissionConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        return config.getConfigMapping(AdmissionConfig.class);
    }
}
