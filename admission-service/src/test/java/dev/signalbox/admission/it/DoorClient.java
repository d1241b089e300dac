package dev.signalbox.admission.it;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the door as any client would. */
final class DoorClient {
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;

    DoorClient(URI base) {
        this.base = base;
    }

    /** An answer with its JSON body, or null when it has none. */
    record Answer(
            int status,
            Map<String, List<String>> headers,
            @Nullable JsonNode body) {
        RunId run() {
            if (status != 202) {
                throw new AssertionError("not admitted: " + status + " " + body);
            }
            return new RunId(json().path("run").asText());
        }

        String code() {
            return json().path("code").asText();
        }

        JsonNode json() {
            if (body == null) {
                throw new AssertionError("an answer without a body, status " + status);
            }
            return body;
        }

        @Nullable
        String header(String name) {
            return headers.entrySet().stream()
                    .filter(entry -> entry.getKey().equalsIgnoreCase(name))
                    .map(entry -> entry.getValue().getFirst())
                    .findFirst()
                    .orElse(null);
        }
    }

    /** A definition with one step that needs nobody. */
    static String definition(String name) {
        return """
                apiVersion: signalbox/v1
                name: %s
                agents:
                  worker:
                    type: fake
                steps:
                  - id: only
                    agent: worker
                """.formatted(name);
    }

    Answer submit(String name, @Nullable String key) {
        return submit("default", name, key);
    }

    Answer submit(String workspace, String name, @Nullable String key) {
        return send("/v1/runs", workspace, name, key);
    }

    Answer plan(String name, @Nullable String key) {
        return send("/v1/plans", "default", name, key);
    }

    private Answer send(String path, String workspace, String name, @Nullable String key) {
        RunRequest request = new RunRequest(
                workspace, List.of(new SourceFile("run.yaml", definition(name))), null, null, false, null);
        try {
            String body = ContractJson.mapper().writeValueAsString(request);
            return key == null
                    ? post(path, "application/json", body)
                    : post(path, "application/json", body, "Idempotency-Key", key);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    Answer cancel(RunId run) {
        return ask("cancel", run);
    }

    /** Asks something of a run: {@code cancel}, {@code pause} or {@code resume}. */
    Answer ask(String what, RunId run) {
        return post(
                "/v1/runs/" + run + "/" + what, "application/json", "{\"reason\":\"enough\"}", "Signalbox-Actor", "me");
    }

    Answer post(String path, String contentType, String body, String... headers) {
        return send(request(path)
                .header("Content-Type", contentType)
                .headers(headers.length == 0 ? new String[] {"Accept", "*/*"} : headers)
                .POST(BodyPublishers.ofString(body)));
    }

    Answer send(String method, String path) {
        return send(request(path).method(method, BodyPublishers.noBody()));
    }

    Answer get(String path) {
        return send("GET", path);
    }

    HttpClient http() {
        return http;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(30));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
            boolean isJson =
                    response.headers().firstValue("Content-Type").orElse("").contains("json");
            return new Answer(
                    response.statusCode(),
                    response.headers().map(),
                    isJson ? ContractJson.mapper().readTree(response.body()) : null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
