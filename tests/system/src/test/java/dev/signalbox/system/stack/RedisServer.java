package dev.signalbox.system.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;

/**
 * Redis, spoken to in its inline protocol.
 *
 * @param host where it listens
 * @param port its port
 */
public record RedisServer(String host, int port) {
    static RedisServer at(String url) {
        URI address = URI.create(url);
        return new RedisServer(address.getHost(), address.getPort());
    }

    /** Everything is gone. */
    public void flushAll() {
        String answer = ask("FLUSHALL");
        if (!answer.equals("+OK")) {
            throw new IllegalStateException("Redis says " + answer);
        }
    }

    /** How many members a sorted set has. */
    public long sizeOfSortedSet(String key) {
        return Long.parseLong(ask("ZCARD " + key).substring(1));
    }

    /** How many keys there are. */
    public long keys() {
        return Long.parseLong(ask("DBSIZE").substring(1));
    }

    /** The first line of the answer, with its type character. */
    private String ask(String command) {
        try (Socket socket = new Socket(host, port)) {
            socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
