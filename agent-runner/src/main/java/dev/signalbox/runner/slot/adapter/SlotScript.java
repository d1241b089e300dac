package dev.signalbox.runner.slot.adapter;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Calls slots.lua over one connection, so that calls take effect in the order in which they were made. Connects when needed and again
 * after a failure. Thread-safe.
 *
 * <p>A connection that ends says so while it holds its own lock, and needs that lock to be closed. So neither takes a lock of ours: only
 * callers do, for the order of their calls.
 */
public final class SlotScript {
    private static final String SOURCE = source();
    private static final String DIGEST = digest(SOURCE);
    private static final List<String> KEYS =
            List.of("{signalbox:slots}:state", "{signalbox:slots}:leases", "{signalbox:slots}:registered");

    private final Redis redis;
    private final AtomicReference<@Nullable CompletableFuture<RedisConnection>> connection = new AtomicReference<>();

    public SlotScript(Redis redis) {
        this.redis = redis;
    }

    /** The script's answer: granted, in use, wait in milliseconds. Fails when Redis cannot be reached or refuses. */
    synchronized CompletableFuture<Response> call(List<String> arguments) {
        CompletableFuture<RedisConnection> current = connected();
        return current.thenCompose(open -> send(open, Command.EVALSHA, DIGEST, arguments)
                        .exceptionallyCompose(failure -> isUnknownScript(failure)
                                ? send(open, Command.EVAL, SOURCE, arguments)
                                : CompletableFuture.failedStage(failure)))
                .toCompletableFuture();
    }

    /** Gives the connection up: whatever is under way on it may or may not take effect. */
    void disconnect() {
        CompletableFuture<RedisConnection> current = connection.getAndSet(null);
        if (current != null) {
            current.thenAccept(RedisConnection::close);
        }
    }

    private CompletableFuture<RedisConnection> connected() {
        CompletableFuture<RedisConnection> current = connection.get();
        if (current == null || current.isCompletedExceptionally()) {
            CompletableFuture<RedisConnection> next =
                    redis.connect().toCompletionStage().toCompletableFuture();
            connection.set(next);
            next.thenAccept(open -> {
                open.exceptionHandler(failure -> connection.compareAndSet(next, null));
                open.endHandler(end -> connection.compareAndSet(next, null));
            });
            return next;
        }
        return current;
    }

    private static CompletionStage<Response> send(
            RedisConnection connection, Command command, String script, List<String> arguments) {
        Request request = Request.cmd(command).arg(script).arg(KEYS.size());
        KEYS.forEach(request::arg);
        arguments.forEach(request::arg);
        return connection.send(request).toCompletionStage();
    }

    private static boolean isUnknownScript(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        String message = cause.getMessage();
        return message != null && message.startsWith("NOSCRIPT");
    }

    private static String source() {
        try (InputStream file = SlotScript.class.getResourceAsStream("slots.lua")) {
            if (file == null) {
                throw new IllegalStateException("slots.lua is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String digest(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-1").digest(script.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
