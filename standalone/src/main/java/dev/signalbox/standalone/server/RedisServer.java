package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.FreePort;
import java.nio.file.Path;

/** Redis 6.2: append-only file synced every second, never evicts a key. */
public final class RedisServer extends Server {
    private RedisServer(RedisProgram program, Path directory) {
        super(program, directory);
    }

    /**
     * Starts Redis on the data of this directory and returns when it answers.
     *
     * @param port the port on 127.0.0.1, or 0 for a free one
     * @throws dev.signalbox.standalone.process.StartException if it does not come up
     */
    public static RedisServer start(Path directory, int port) {
        return new RedisServer(new RedisProgram(directory, FreePort.orThis(port)), directory);
    }

    /** As Quarkus wants it in {@code quarkus.redis.hosts}: {@code redis://127.0.0.1:PORT}. */
    public String url() {
        return "redis://" + address();
    }
}
