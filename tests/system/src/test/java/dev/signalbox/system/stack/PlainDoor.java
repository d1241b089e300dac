package dev.signalbox.system.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * The door in plain HTTP: every answer is an answer, nothing is tried again.
 *
 * @param address its base URL
 */
public record PlainDoor(URI address) {
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    /**
     * What the door answered.
     *
     * @param status the HTTP status
     * @param body the text of the body
     */
    public record Answer(int status, String body) {
        public JsonNode json() {
            return read(JsonNode.class);
        }

        public Problem problem() {
            return read(Problem.class);
        }

        public <T> T read(Class<T> type) {
            try {
                return ContractJson.mapper().readValue(body, type);
            } catch (JsonProcessingException e) {
                throw new IllegalStateException("not a " + type.getSimpleName() + ": " + status + " " + body, e);
            }
        }
    }

    public Answer submit(RunRequest request, String idempotencyKey) {
        return post("/v1/runs", json(request), Map.of("Idempotency-Key", idempotencyKey));
    }

    public Answer submit(RunRequest request) {
        return post("/v1/runs", json(request), Map.of());
    }

    public Answer post(String path, String json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json));
        headers.forEach(request::setHeader);
        return send(request.build());
    }

    public Answer get(String path) {
        return send(HttpRequest.newBuilder(address.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .build());
    }

    private static String json(Object body) {
        try {
            return ContractJson.mapper().writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
