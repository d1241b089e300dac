package dev.signalbox.admission.queue.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.queue.ReleasedRun;
import dev.signalbox.admission.queue.port.RunQueue;
import dev.signalbox.admission.redis.LeaseKeys;
import dev.signalbox.admission.redis.LuaScript;
import dev.signalbox.admission.redis.RedisConversation;
import dev.signalbox.admission.runs.adapter.LeaseAnswers;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.QueuePlace;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The queue in Redis. */
@ApplicationScoped
public class RedisRunQueue implements RunQueue {
    private static final LuaScript PROMOTE = LuaScript.named("promote", "door");
    private static final LuaScript PLACE = LuaScript.named("place", "door");
    /** A script holds Redis up while it runs. */
    private static final int RUNS_PER_SCRIPT = 50;

    private final RedisConversation redis;
    private final AdmissionConfig config;

    public RedisRunQueue(RedisConversation redis, AdmissionConfig config) {
        this.redis = redis;
        this.config = config;
    }

    @Override
    public List<ReleasedRun> promote() throws StateUnreachable {
        Response moved = answer(redis.await(redis.run(
                PROMOTE,
                LeaseKeys.DOOR,
                List.of(
                        text(config.leaseTime().toMillis()),
                        text(config.maxRuns()),
                        text(config.maxRunsPerWorkspace()),
                        text(RUNS_PER_SCRIPT)))));
        List<ReleasedRun> released = new ArrayList<>();
        for (int i = 0; i < moved.size(); i += 2) {
            released.add(new ReleasedRun(
                    new RunId(moved.get(i).toString()),
                    new WorkspaceId(moved.get(i + 1).toString()),
                    Duration.ZERO));
        }
        return released;
    }

    @Override
    public Optional<QueuePlace> placeOf(RunId run) throws StateUnreachable {
        Response answer = answer(redis.await(redis.run(PLACE, LeaseKeys.DOOR, List.of(Buffer.buffer(run.value())))));
        return answer.get(0).toInteger() == 0 ? Optional.empty() : Optional.of(LeaseAnswers.place(answer, 0));
    }

    private static Response answer(@Nullable Response response) {
        return Objects.requireNonNull(response, "the script answers always");
    }

    private static Buffer text(long number) {
        return Buffer.buffer(Long.toString(number));
    }
}
