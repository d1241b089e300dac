package dev.signalbox.runner.support;

import dev.signalbox.runner.Runner;
import dev.signalbox.runner.health.Hindrances;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;

/** A runner in this JVM, with the settings of production unless the test has others. */
public final class TestRunner implements AutoCloseable {
    public final Hindrances hindrances = new Hindrances();
    public final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Runner runner;
    private final Redis redis;

    private TestRunner(Servers servers, String pool, Path directory, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("pool", pool);
        all.put("data-directory", directory.toString());
        redis = servers.redisClient();
        runner = new Runner(
                Configs.of(all),
                Configs.callback(all),
                servers.kafka.bootstrapServers(),
                redis,
                meters,
                System.getenv(),
                hindrances);
    }

    /** Starts one and waits until it takes work. */
    public static TestRunner start(Servers servers, String pool, Path directory, Map<String, String> settings)
            throws IOException {
        TestRunner started = new TestRunner(servers, pool, directory, settings);
        started.runner.start();
        Awaitility.await().until(() -> started.hindrances.reasons().isEmpty());
        return started;
    }

    public String id() {
        return runner.id();
    }

    @Override
    public void close() {
        runner.close();
        redis.close();
    }
}
