package dev.signalbox.runner.support;

import dev.signalbox.standalone.server.KafkaServer;
import dev.signalbox.standalone.server.RedisServer;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Kafka and Redis, started once for all tests of this JVM and stopped with it. */
public final class Servers {
    private static final Vertx VERTX = Vertx.vertx();
    private static @Nullable Servers shared;

    public final KafkaServer kafka;
    public final RedisServer redis;

    private Servers(Path directory) {
        kafka = KafkaServer.start(directory.resolve("kafka"), 0);
        redis = RedisServer.start(directory.resolve("redis"), 0);
    }

    public static synchronized Servers shared() {
        if (shared == null) {
            try {
                shared = new Servers(Files.createTempDirectory("signalbox-runner-test"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return shared;
    }

    /** A new client of Redis. */
    public Redis redisClient() {
        return Redis.createClient(VERTX, redis.url());
    }

    /** Empties Redis, as an operator or a failure would. */
    public void flushRedis() {
        ask(Request.cmd(Command.FLUSHALL));
    }

    /** Makes Redis forget the scripts it has loaded. */
    public void forgetScripts() {
        ask(Request.cmd(Command.SCRIPT).arg("FLUSH"));
    }

    /** How many slots are leased. */
    public int slotsInRedis() {
        return ask(Request.cmd(Command.ZCARD).arg("{signalbox:slots}:leases")).toInteger();
    }

    private Response ask(Request request) {
        Redis client = redisClient();
        try {
            return client.send(request)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        } finally {
            client.close();
        }
    }
}
