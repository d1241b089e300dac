package dev.signalbox.runner.support;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The built service as a process of its own, to be killed. */
public final class RunnerProcess implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(60);
    private static final Path APPLICATION = Path.of("target", "quarkus-app", "quarkus-run.jar");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    /** Starts it; {@link #awaitReady} waits for it. */
    public RunnerProcess(Servers servers, String pool, Path directory, Map<String, String> settings)
            throws IOException {
        port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.port=" + port,
                "-Dkafka.bootstrap.servers=" + servers.kafka.bootstrapServers(),
                "-Dquarkus.redis.hosts=" + servers.redis.url(),
                "-Dsignalbox.runner.pool=" + pool,
                "-Dsignalbox.runner.data-directory=" + directory.resolve("data")));
        settings.forEach((key, value) -> command.add("-Dsignalbox.runner." + key + "=" + value));
        command.addAll(List.of("-jar", APPLICATION.toAbsolutePath().toString()));
        Files.createDirectories(directory);
        File log = directory.resolve("runner.log").toFile();
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
                .start();
    }

    public RunnerProcess awaitReady() {
        Awaitility.await().atMost(START).until(() -> {
            if (!process.isAlive()) {
                throw new AssertionError("the runner has ended with " + process.exitValue());
            }
            return get("/q/health/ready").status() == 200;
        });
        return this;
    }

    /** What readiness says. */
    public String readinessText() throws InterruptedException {
        return get("/q/health/ready").body();
    }

    public String metrics() throws InterruptedException {
        return get("/q/metrics").body();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGSTOP. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    /** SIGCONT. */
    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    /** SIGTERM; returns when it has ended. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-s", name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    private Answer get(String path) throws InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        try {
            HttpResponse<String> response =
                    client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            return new Answer(0, "");
        }
    }

    private record Answer(int status, String body) {}

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
