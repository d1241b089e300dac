package dev.signalbox.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdmissionConfigTest {
    @Test
    void the_defaults() {
        AdmissionConfig config = configured(Map.of());

        assertThat(config.maxRuns()).isEqualTo(6);
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
        AdmissionConfig config = configured(Map.of("PI_ORCH_ADM_MAX_RUNS", "12", "PI_ORCH_ADM_RUN_TTL_MS", "45000"));

        assertThat(config.maxRuns()).isEqualTo(12);
        assertThat(config.leaseTime()).isEqualTo(Duration.ofSeconds(45));
    }

    private static AdmissionConfig configured(Map<String, String> properties) {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(io.quarkus.runtime.configuration.MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(AdmissionConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        return config.getConfigMapping(AdmissionConfig.class);
    }
}
