package dev.signalbox.runner.support;

import dev.signalbox.runner.CallbackConfig;
import dev.signalbox.runner.RunnerConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The runner's configuration, read as the service reads it. */
public final class Configs {
    private static final int ABOVE_THE_DEFAULT = 300;

    private Configs() {}

    /** @param settings keys without the prefix {@code signalbox.runner.}, or whole names */
    public static RunnerConfig of(Map<String, String> settings) {
        return mapped(RunnerConfig.class, settings);
    }

    /** @param settings whole names */
    public static CallbackConfig callback(Map<String, String> settings) {
        return mapped(CallbackConfig.class, settings);
    }

    private static <C> C mapped(Class<C> mapping, Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        settings.forEach((key, value) -> properties.put(
                key.startsWith("PI_") || key.startsWith("signalbox.") ? key : "signalbox.runner." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(mapping)
                .withMappingIgnore("signalbox.**")
                .withConverter(Duration.class, ABOVE_THE_DEFAULT, new DurationConverter())
                .withConverter(MemorySize.class, ABOVE_THE_DEFAULT, new MemorySizeConverter())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .addDefaultInterceptors()
                .build()
                .getConfigMapping(mapping);
    }
}
