package dev.signalbox.admission;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentsConfigTest {
    @Test
    void the_defaults_are_these() {
        AgentsConfig config = configured(Map.of());

        assertThat(config.unhealthyAfter()).isEqualTo(3);
        assertThat(config.deadAfter()).isEqualTo(10);
        assertThat(config.forgottenAfter()).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void every_key_can_be_set() {
        AgentsConfig config = configured(Map.of(
                "signalbox.agents.unhealthy-after", "2",
                "signalbox.agents.dead-after", "5",
                "signalbox.agents.forgotten-after", "10m"));

        assertThat(config.unhealthyAfter()).isEqualTo(2);
        assertThat(config.deadAfter()).isEqualTo(5);
        assertThat(config.forgottenAfter()).isEqualTo(Duration.ofMinutes(10));
    }

    private static AgentsConfig configured(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withConverter(Duration.class, 200, new DurationConverter())
                .withMapping(AgentsConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(AgentsConfig.class);
    }
}
