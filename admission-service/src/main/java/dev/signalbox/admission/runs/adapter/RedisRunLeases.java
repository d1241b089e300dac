package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.redis.LeaseKeys;
import dev.signalbox.admission.redis.LuaScript;
import dev.signalbox.admission.redis.RedisConversation;
import dev.signalbox.admission.redis.UnseenEntry;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LeaseAnswer;
import dev.signalbox.admission.runs.LeaseAnswer.Full;
import dev.signalbox.admission.runs.LeaseAnswer.Granted;
import dev.signalbox.admission.runs.LeaseAnswer.Known;
import dev.signalbox.admission.runs.LeaseAnswer.Rebuilding;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.runs.port.RunLeases;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.command.KeyOrigin;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Leases and keys in Redis. */
@ApplicationScoped
public class RedisRunLeases implements RunLeases {
    private static final LuaScript DECIDE = LuaScript.named("decide");
    private static final LuaScript LOOK = LuaScript.named("look");
    private static final LuaScript NOTE_SENT = LuaScript.named("note-sent");
    private static final LuaScript TAKE_BACK = LuaScript.named("take-back");
    private static final LuaScript RELEASE = LuaScript.named("release");

    private final RedisConversation redis;
    private final AdmissionConfig config;

    RedisRunLeases(RedisConversation redis, AdmissionConfig config) {
        this.redis = redis;
        this.config = config;
    }

    @Override
    public LeaseAnswer decide(AdmissionRequest request, byte[] payload) throws StateUnreachable {
        RunId run = request.candidate();
        HeldKey key = HeldKey.of(request.workspace(), request.idempotency());
        CompletableFuture<LeaseAnswer> asked = redis.run(
                        DECIDE,
                        List.of(
                                LeaseKeys.MARKER,
                                LeaseKeys.LEASES,
                                LeaseKeys.UNSEEN,
                                LeaseKeys.key(key),
                                LeaseKeys.payload(run)),
                        List.of(
                                text(run.value()),
                                text(key.requestHash()),
                                millis(config.leaseTime()),
                                millis(keyTime(key)),
                                text(Integer.toString(config.maxRuns())),
                                text(UnseenEntry.rest(key, request.workspace())),
                                Buffer.buffer(payload)))
                .thenApply(RedisRunLeases::answer);
        try {
            return redis.await(asked);
        } catch (StateUnreachable e) {
            asked.thenAccept(late -> takeBack(late, run, key));
            throw e;
        }
    }

    @Override
    public LeaseAnswer look(AdmissionRequest request) throws StateUnreachable {
        HeldKey key = HeldKey.of(request.workspace(), request.idempotency());
        return redis.await(redis.run(
                        LOOK,
                        List.of(LeaseKeys.MARKER, LeaseKeys.LEASES, LeaseKeys.UNSEEN, LeaseKeys.key(key)),
                        List.of(text(key.requestHash()), text(Integer.toString(config.maxRuns()))))
                .thenApply(RedisRunLeases::answer));
    }

    @Override
    public CompletionStage<Optional<RunId>> noteSent(
            AdmissionRequest request, String generation, LogPosition position) {
        RunId run = request.candidate();
        HeldKey key = HeldKey.of(request.workspace(), request.idempotency());
        return redis.run(
                        NOTE_SENT,
                        List.of(
                                LeaseKeys.MARKER,
                                LeaseKeys.LEASES,
                                LeaseKeys.UNSEEN,
                                LeaseKeys.key(key),
                                LeaseKeys.payload(run)),
                        List.of(
                                text(run.value()),
                                text(generation),
                                millis(config.leaseTime()),
                                millis(keyTime(key)),
                                text(key.requestHash()),
                                text(Integer.toString(position.partition())),
                                text(Long.toString(position.offset())),
                                text(UnseenEntry.rest(key, request.workspace()))))
                .thenApply(holder -> Optional.ofNullable(holder).map(other -> new RunId(other.toString())));
    }

    @Override
    public CompletionStage<Void> release(RunId run, HeldKey key) {
        return redis.run(RELEASE, tracesOf(run, key), List.of(text(run.value())))
                .thenAccept(done -> {});
    }

    private void takeBack(LeaseAnswer late, RunId run, HeldKey key) {
        if (late instanceof Granted) {
            redis.run(TAKE_BACK, tracesOf(run, key), List.of(text(run.value()), text("unrelied")));
        }
    }

    private static List<String> tracesOf(RunId run, HeldKey key) {
        return List.of(LeaseKeys.LEASES, LeaseKeys.UNSEEN, LeaseKeys.key(key), LeaseKeys.payload(run));
    }

    /** A computed key is renewed with the lease of its run, and ends with it. */
    private Duration keyTime(HeldKey key) {
        return key.origin() == KeyOrigin.CALLER ? config.keyTime() : config.leaseTime();
    }

    private static LeaseAnswer answer(@Nullable Response response) {
        Response answer = Objects.requireNonNull(response, "the script answers always");
        return switch (answer.get(0).toString()) {
            case "granted" ->
                new Granted(answer.get(1).toString(), answer.get(2).toInteger());
            case "known" ->
                new Known(
                        answer.get(1).toString(),
                        new RunId(answer.get(2).toString()),
                        answer.get(3).toString(),
                        answer.get(4).toInteger() == 1,
                        answer.get(5).toInteger());
            case "full" -> new Full(answer.get(1).toInteger());
            case "rebuilding" -> new Rebuilding();
            case String other -> throw new IllegalStateException("the script answers " + other);
        };
    }

    private static Buffer text(String text) {
        return Buffer.buffer(text);
    }

    private static Buffer millis(Duration duration) {
        return text(Long.toString(duration.toMillis()));
    }
}
