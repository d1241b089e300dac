package dev.signalbox.admission.it;

import dev.signalbox.standalone.server.KafkaServer;
import dev.signalbox.standalone.server.RedisServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Kafka and Redis for the tests of one profile, and a place where an event log may come to be. */
public final class Servers implements QuarkusTestResourceLifecycleManager {
    private static @Nullable KafkaServer kafka;
    private static @Nullable RedisServer redis;
    private static @Nullable StandInEventLog eventLog;

    public static KafkaServer kafka() {
        return Objects.requireNonNull(kafka);
    }

    public static RedisServer redis() {
        return Objects.requireNonNull(redis);
    }

    public static StandInEventLog eventLog() {
        return Objects.requireNonNull(eventLog);
    }

    @Override
    public Map<String, String> start() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // Kafka's clients load their parts through this one.
        thread.setContextClassLoader(KafkaServer.class.getClassLoader());
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "servers")), "it");
            kafka = KafkaServer.start(directory.resolve("kafka"), 0);
            redis = RedisServer.start(directory.resolve("redis"), 0);
            eventLog = StandInEventLog.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            thread.setContextClassLoader(before);
        }
        return Map.of(
                "kafka.bootstrap.servers", kafka().bootstrapServers(),
                "quarkus.redis.hosts", redis().url(),
                "signalbox.event-log.url", eventLog().url());
    }

    @Override
    public void stop() {
        Stream.of(eventLog, redis, kafka).filter(Objects::nonNull).forEach(Servers::close);
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
