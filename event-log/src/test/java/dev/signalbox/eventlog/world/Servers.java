package dev.signalbox.eventlog.world;

import dev.signalbox.standalone.server.KafkaServer;
import dev.signalbox.standalone.server.PostgresServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real Kafka and a real PostgreSQL for the tests of this Java virtual machine. */
public final class Servers implements QuarkusTestResourceLifecycleManager {
    private static @Nullable KafkaServer kafka;
    private static @Nullable PostgresServer postgres;
    private @Nullable Path directory;

    public static KafkaServer kafka() {
        return Objects.requireNonNull(kafka, "Kafka was not started");
    }

    public static PostgresServer postgres() {
        return Objects.requireNonNull(postgres, "PostgreSQL was not started");
    }

    @Override
    public Map<String, String> start() {
        try {
            Path home = Files.createTempDirectory("event-log-servers");
            directory = home;
            kafka = KafkaServer.start(Files.createDirectory(home.resolve("kafka")), 0);
            postgres = PostgresServer.start(Files.createDirectory(home.resolve("postgres")), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return settings();
    }

    /** What the service needs to know of them. */
    public static Map<String, String> settings() {
        return Map.of(
                "kafka.bootstrap.servers", kafka().bootstrapServers(),
                "quarkus.datasource.reactive.url", postgres().reactiveUrl(),
                "quarkus.datasource.username", postgres().username(),
                "quarkus.datasource.password", postgres().password(),
                "quarkus.http.test-port", "0");
    }

    @Override
    public void stop() {
        if (kafka != null) {
            kafka.close();
        }
        if (postgres != null) {
            postgres.close();
        }
        if (directory != null) {
            delete(directory);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
