package dev.signalbox.runner;

import dev.signalbox.runner.health.Hindrances;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Ties the runner to the life of the service. */
@ApplicationScoped
public class RunnerLifecycle {
    private @Nullable Runner runner;

    @Produces
    @Singleton
    Hindrances hindrances() {
        return new Hindrances();
    }

    void begin(
            @Observes StartupEvent event,
            RunnerConfig config,
            CallbackConfig callback,
            @ConfigProperty(name = "kafka.bootstrap.servers") String bootstrapServers,
            Redis redis,
            MeterRegistry registry,
            Hindrances hindrances)
            throws IOException {
        runner = new Runner(config, callback, bootstrapServers, redis, registry, System.getenv(), hindrances);
        runner.start();
    }

    void end(@Observes ShutdownEvent event) {
        if (runner != null) {
            runner.close();
        }
    }
}
