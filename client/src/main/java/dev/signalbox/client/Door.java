package dev.signalbox.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.Problem;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Flow;

/** One exchange at a time with the one base URL: bytes to values, and every way it can go wrong to a {@link ClientException}. */
final class Door implements AutoCloseable {
    private static final ObjectMapper JSON = ContractJson.mapper();
    private static final int MULTIPLE_CHOICES = 300;

    private final URI address;
    private final Patience patience;
    private final Optional<String> token;
    private final HttpClient http;

    Door(URI address, Patience patience, Optional<String> token) {
        if (address.getHost() == null || !("http".equals(address.getScheme()) || "https".equals(address.getScheme()))) {
            throw new IllegalArgumentException("not an http or https address: " + address);
        }
        this.address = address;
        this.patience = patience;
        this.token = token;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(patience.connect())
                .build();
    }

    <T> T get(String path, TypeReference<T> type) {
        return value(exchange(to(path).GET().build()), type);
    }

    <T> T post(String path, Object body, Map<String, String> headers, TypeReference<T> type) {
        return value(exchange(posting(path, body, headers)), type);
    }

    void post(String path, Object body) {
        exchange(posting(path, body, Map.of()));
    }

    void put(String path, Object body) {
        exchange(putting(path, body));
    }

    void delete(String path) {
        exchange(to(path).DELETE().build());
    }

    /** Opens an event stream behind the event of the given id. */
    ArrivingLines stream(String path, String lastEventId) {
        HttpRequest.Builder request = to(path).GET().setHeader("Accept", "text/event-stream");
        if (!lastEventId.isEmpty()) {
            request.setHeader("Last-Event-ID", lastEventId);
        }
        HttpResponse<Flow.Publisher<List<ByteBuffer>>> answer = send(request.build(), BodyHandlers.ofPublisher());
        if (answer.statusCode() >= MULTIPLE_CHOICES) {
            var body = BodySubscribers.ofByteArray();
            answer.body().subscribe(body);
            throw refusal(answer, body.getBody().toCompletableFuture().join());
        }
        ArrivingLines lines = new ArrivingLines();
        answer.body().subscribe(BodySubscribers.fromLineSubscriber(lines));
        return lines;
    }

    private HttpRequest posting(String path, Object body, Map<String, String> headers) {
        HttpRequest.Builder request = to(path).setHeader("Content-Type", "application/json");
        headers.forEach(request::setHeader);
        return request.POST(HttpRequest.BodyPublishers.ofByteArray(written(body)))
                .build();
    }

    private HttpRequest putting(String path, Object body) {
        return to(path).setHeader("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(written(body)))
                .build();
    }

    private HttpRequest.Builder to(String path) {
        String base = address.toString();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create((base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + path))
                .timeout(patience.answer())
                .setHeader("Accept", "application/json, " + Problem.MEDIA_TYPE);
        token.ifPresent(text -> request.setHeader("Authorization", "Bearer " + text));
        return request;
    }

    private HttpResponse<byte[]> exchange(HttpRequest request) {
        HttpResponse<byte[]> answer = send(request, BodyHandlers.ofByteArray());
        if (answer.statusCode() >= MULTIPLE_CHOICES) {
            throw refusal(answer, answer.body());
        }
        return answer;
    }

    private <B> HttpResponse<B> send(HttpRequest request, HttpResponse.BodyHandler<B> body) {
        try {
            return http.send(request, body);
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw UnreachableException.nothingListens(address, e);
        } catch (HttpTimeoutException e) {
            throw brokeOff("no answer within " + patience.answer().toSeconds() + " s", e);
        } catch (IOException e) {
            throw brokeOff(String.valueOf(e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CallInterruptedException(e);
        }
    }

    UnreachableException brokeOff(String how, IOException cause) {
        return UnreachableException.conversationBroke(address, how, cause);
    }

    private static ClientException refusal(HttpResponse<?> answer, byte[] body) {
        try {
            return new ProblemException(JSON.readValue(body, Problem.class));
        } catch (IOException e) {
            return new UnexpectedAnswerException(
                    "%s answered %d%s.".formatted(answer.uri(), answer.statusCode(), detailOf(body)), e);
        }
    }

    /** The words of a problem whose code this version does not know. */
    private static String detailOf(byte[] body) {
        try {
            JsonNode problem = JSON.readTree(body);
            return problem.hasNonNull("code") && problem.hasNonNull("detail")
                    ? " (%s): %s"
                            .formatted(
                                    problem.get("code").asText(),
                                    problem.get("detail").asText())
                    : ", which is not an answer of Signalbox";
        } catch (IOException e) {
            return ", which is not an answer of Signalbox";
        }
    }

    private static <T> T value(HttpResponse<byte[]> answer, TypeReference<T> type) {
        try {
            return JSON.readValue(answer.body(), type);
        } catch (IOException e) {
            throw new UnexpectedAnswerException(answer.uri() + " answered something that is not from Signalbox.", e);
        }
    }

    private static byte[] written(Object body) {
        try {
            return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + body.getClass(), e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
