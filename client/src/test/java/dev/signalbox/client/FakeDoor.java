package dev.signalbox.client;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.api.Problem;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** A server on a free port that answers what it was told to, in that order, and the last thing from then on. */
public final class FakeDoor implements AutoCloseable {
    public interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    public record Seen(String method, String path, Map<String, String> headers, String body) {
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    public final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Answer>> answers = new HashMap<>();
    private final HttpServer server;

    public FakeDoor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    public FakeDoor on(String methodAndPath, Answer... inOrder) {
        synchronized (answers) {
            answers.put(methodAndPath, new ArrayDeque<>(List.of(inOrder)));
        }
        return this;
    }

    public List<Seen> calls(String methodAndPath) {
        return seen.stream()
                .filter(call -> (call.method() + " " + call.path()).startsWith(methodAndPath))
                .toList();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String target = exchange.getRequestURI().toString();
        Map<String, String> headers = new HashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        seen.add(new Seen(exchange.getRequestMethod(), target, headers, body));
        try (exchange) {
            next(exchange.getRequestMethod() + " " + target.replaceFirst("\\?.*", ""))
                    .to(exchange);
        }
    }

    private Answer next(String methodAndPath) {
        synchronized (answers) {
            Deque<Answer> queue = answers.getOrDefault(methodAndPath, new ArrayDeque<>());
            if (queue.isEmpty()) {
                return text(404, "no answer was prepared for " + methodAndPath);
            }
            return queue.size() == 1 ? queue.getFirst() : queue.removeFirst();
        }
    }

    public static Answer json(int status, Object body) {
        return text(status, written(body));
    }

    public static Answer problem(Problem problem) {
        return json(problem.status(), problem);
    }

    public static Answer text(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Sends the beginning of an event stream and drops the connection. */
    public static Answer brokenStream(String begun) {
        return exchange -> {
            byte[] bytes = begun.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length + 1L);
            exchange.getResponseBody().write(bytes);
            exchange.getResponseBody().flush();
            throw new IOException("dropped on purpose");
        };
    }

    /** Sends the beginning of an event stream and then nothing until the latch opens. */
    public static Answer heldStream(String begun, CountDownLatch release) {
        return exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(begun.getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
    }

    public static Answer dropped() {
        return exchange -> {
            throw new IOException("dropped on purpose");
        };
    }

    public static String written(Object body) {
        try {
            return ContractJson.mapper().writeValueAsString(body);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
