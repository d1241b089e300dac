package dev.signalbox.standalone.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.standalone.process.ClassArchive;
import dev.signalbox.standalone.process.JavaRuntime;
import dev.signalbox.standalone.process.Launch;
import dev.signalbox.standalone.process.Program;
import dev.signalbox.standalone.process.Readiness;
import java.io.IOException;
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
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * One of the four services, run from its build.
 *
 * @param module the name of its module
 * @param name the name of this instance: that of the module, unless there are several
 * @param port its HTTP port on 127.0.0.1
 * @param jar what is run
 * @param directory its working directory
 * @param properties its configuration properties; any user of the machine may see them
 * @param environment its environment variables, on top of those of this process
 */
record ServiceProgram(
        String module,
        String name,
        int port,
        Path jar,
        Path directory,
        Map<String, String> properties,
        Map<String, String> environment)
        implements Program {
    private static final List<String> MEMORY = List.of("-Xmx256m", "-XX:+UseSerialGC");
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(2);
    private static final int OK = 200;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_TIMEOUT)
            .build();

    @Override
    public void prepare() throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException("%s is not there; build Signalbox first.".formatted(jar));
        }
    }

    @Override
    public Launch launch() throws IOException {
        List<String> command = new ArrayList<>(JavaRuntime.command());
        command.addAll(MEMORY);
        command.addAll(ClassArchive.of(module, List.of(jar)).options());
        new TreeMap<>(properties).forEach((key, value) -> command.add("-D%s=%s".formatted(key, value)));
        command.add("-jar");
        command.add(jar.toString());
        return new Launch(command, environment, directory);
    }

    @Override
    public Readiness readiness() {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/q/health/ready".formatted(port)))
                .timeout(ANSWER_TIMEOUT)
                .build();
        try {
            HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK ? Readiness.ready() : Readiness.waitsFor(missing(response.body()));
        } catch (IOException notYet) {
            return Readiness.waitsFor("%s to answer on port %d".formatted(name, port));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Readiness.waitsFor("%s, but the wait was interrupted".formatted(name));
        }
    }

    /** The checks that are down, with what they say. */
    static String missing(String health) {
        try {
            JsonNode checks = JSON.readTree(health).path("checks");
            String down = StreamSupport.stream(checks.spliterator(), false)
                    .filter(check -> !check.path("status").asText().equals("UP"))
                    .map(ServiceProgram::words)
                    .collect(Collectors.joining("; "));
            return down.isEmpty() ? "its health checks" : down;
        } catch (IOException notJson) {
            return "its health checks";
        }
    }

    private static String words(JsonNode check) {
        String data = StreamSupport.stream(check.path("data").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        String name = check.path("name").asText();
        return data.isEmpty() ? name : "%s (%s)".formatted(name, data);
    }
}
