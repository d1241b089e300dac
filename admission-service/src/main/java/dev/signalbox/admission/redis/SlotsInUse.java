package dev.signalbox.admission.redis;

import dev.signalbox.admission.runs.port.StateUnreachable;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** How many agent processes have a slot: the leases that the runners keep in the same Redis. */
@ApplicationScoped
public class SlotsInUse {
    private static final String LEASES = "{signalbox:slots}:leases";

    private final RedisConversation redis;

    SlotsInUse(RedisConversation redis) {
        this.redis = redis;
    }

    /** Blocks until answered. */
    public int count() throws StateUnreachable {
        Response time = Objects.requireNonNull(redis.await(redis.send(Command.TIME)));
        String now = Long.toString(time.get(0).toLong() * 1000);
        Response count = Objects.requireNonNull(redis.await(redis.send(Command.ZCOUNT, LEASES, now, "+inf")));
        return count.toInteger();
    }
}
