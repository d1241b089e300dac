package dev.signalbox.scheduler.stream;

import static org.awaitility.Awaitility.await;

import dev.signalbox.standalone.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;

/** The scheduler as it is delivered, in a process of its own that can be killed. */
final class SchedulerProcess implements AutoCloseable {
    private final String bootstrapServers;
    private final Path log;
    private final int port = FreePort.any();
    private Process process;

    SchedulerProcess(String bootstrapServers, Path directory) throws IOException {
        this.bootstrapServers = bootstrapServers;
        this.log = directory.resolve("scheduler.log");
        this.process = launch();
    }

    private Process launch() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-Dkafka.bootstrap.servers=" + bootstrapServers,
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        Path.of("target/quarkus-app/quarkus-run.jar")
                                .toAbsolutePath()
                                .toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    void awaitReady() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .build();
            await().atMost(Duration.ofSeconds(60))
                    .ignoreExceptions()
                    .until(() -> client.send(request, HttpResponse.BodyHandlers.discarding())
                                    .statusCode()
                            == 200);
        }
    }

    void killAndStartAgain() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        Assertions.assertDoesNotThrow(() -> process.waitFor());
    }
}
