package dev.signalbox.admission.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** Answers like an event log: fixed bodies by path, and a stream that sends what a test tells it. Not ready until told. */
public final class StandInEventLog implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> streamed = new LinkedBlockingQueue<>();
    private final AtomicBoolean listenerIsGone = new AtomicBoolean();
    private final AtomicBoolean silent = new AtomicBoolean();

    private StandInEventLog(HttpServer server) {
        this.server = server;
    }

    static StandInEventLog start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        StandInEventLog eventLog = new StandInEventLog(server);
        server.createContext("/", eventLog::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        return eventLog;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What a path is answered with from now on; every other path is a 404. */
    void has(String path, String body) {
        bodies.put(path, body);
    }

    /** Paths and queries, in the order in which they were asked for. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    void streams(String event) {
        streamed.add(event);
    }

    boolean listenerIsGone() {
        return listenerIsGone.get();
    }

    /** Closes every connection without an answer, as a dead service would. */
    void isDead(boolean dead) {
        silent.set(dead);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        asked.add(exchange.getRequestURI().toString());
        if (silent.get()) {
            exchange.close();
        } else if (path.endsWith("/stream")) {
            stream(exchange);
        } else {
            byte[] body = bodies.getOrDefault(path, "{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Event-Log", "yes");
            exchange.sendResponseHeaders(bodies.containsKey(path) ? 200 : 404, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    private void stream(HttpExchange exchange) throws IOException {
        listenerIsGone.set(false);
        exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream out = exchange.getResponseBody()) {
            out.flush();
            while (true) {
                out.write(("data: " + streamed.take() + "\n\n").getBytes(StandardCharsets.UTF_8));
                out.flush();
            }
        } catch (IOException e) {
            listenerIsGone.set(true);
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
