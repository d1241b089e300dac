package dev.signalbox.admission.redis;

import io.vertx.core.Future;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A few lasting connections, on each of which many requests are under way at once: Redis answers in order. A connection that ends
 * fails what is under way on it and is replaced for the next request.
 */
final class PipelinedRedis {
    private final List<Lane> lanes;
    private final AtomicInteger turn = new AtomicInteger();

    PipelinedRedis(Redis redis, int connections) {
        this.lanes = IntStream.range(0, connections)
                .mapToObj(number -> new Lane(redis))
                .toList();
    }

    Future<Response> send(Request request) {
        return lanes.get(Math.floorMod(turn.getAndIncrement(), lanes.size())).send(request);
    }

    private static final class Lane {
        private final Redis redis;
        private final AtomicReference<@Nullable Future<RedisConnection>> current = new AtomicReference<>();

        Lane(Redis redis) {
            this.redis = redis;
        }

        Future<Response> send(Request request) {
            return connection().compose(connection -> connection.send(request));
        }

        private synchronized Future<RedisConnection> connection() {
            Future<RedisConnection> connected = current.get();
            if (connected == null) {
                Future<RedisConnection> connecting = redis.connect();
                current.set(connecting);
                connecting
                        .onFailure(failure -> current.compareAndSet(connecting, null))
                        .onSuccess(connection -> replaceWhenItEnds(connection, connecting));
                return connecting;
            }
            return connected;
        }

        private void replaceWhenItEnds(RedisConnection connection, Future<RedisConnection> connected) {
            connection.exceptionHandler(failure -> current.compareAndSet(connected, null));
            connection.endHandler(ended -> current.compareAndSet(connected, null));
        }
    }
}
