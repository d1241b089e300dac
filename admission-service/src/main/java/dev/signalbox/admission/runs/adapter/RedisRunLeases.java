package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.AtCap;
import dev.signalbox.admission.queue.QueueOrder;
import dev.signalbox.admission.redis.LeaseKeys;
import dev.signalbox.admission.redis.LuaScript;
import dev.signalbox.admission.redis.RedisConversation;
import dev.signalbox.admission.redis.UnseenEntry;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LeaseAnswer;
import dev.signalbox.admission.runs.LeaseAnswer.Granted;
import dev.signalbox.admission.runs.LeaseAnswer.Queued;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.runs.port.RunLeases;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.spec.ParentRun;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Leases and keys in Redis. */
@ApplicationScoped
public class RedisRunLeases implements RunLeases {
    private static final LuaScript DECIDE = LuaScript.named("decide", "door", "judge");
    private static final LuaScript LOOK = LuaScript.named("look", "door", "judge");
    private static final LuaScript NOTE_SENT = LuaScript.named("note-sent", "door");
    private static final LuaScript TAKE_BACK = LuaScript.named("take-back", "door");
    private static final LuaScript RELEASE = LuaScript.named("release", "door");

    private final RedisConversation redis;
    private final AdmissionConfig config;

    public RedisRunLeases(RedisConversation redis, AdmissionConfig config) {
        this.redis = redis;
        this.config = config;
    }

    @Override
    public LeaseAnswer decide(AdmissionRequest request, byte[] payload) throws StateUnreachable {
        RunId run = request.candidate();
        HeldKey key = HeldKey.of(request.workspace(), request.idempotency());
        List<Buffer> arguments = new ArrayList<>(judged(request, key));
        arguments.add(text(run.value()));
        arguments.add(millis(config.leaseTime()));
        arguments.add(millis(keyTime(key)));
        arguments.add(order(request));
        arguments.add(text(UnseenEntry.rest(key, request.workspace())));
        arguments.add(text(UnseenEntry.rest(key, request.workspace(), request.priority())));
        arguments.add(Buffer.buffer(payload));
        CompletableFuture<LeaseAnswer> asked = redis.run(
                        DECIDE, LeaseKeys.doorAnd(LeaseKeys.key(key), LeaseKeys.payload(run)), arguments)
                .thenApply(LeaseAnswers::read);
        try {
            return redis.await(asked);
        } catch (StateUnreachable e) {
            asked.thenAccept(late -> takeBack(late, request, key));
            throw e;
        }
    }

    @Override
    public LeaseAnswer look(AdmissionRequest request) throws StateUnreachable {
        HeldKey key = HeldKey.of(request.workspace(), request.idempotency());
        List<Buffer> arguments = new ArrayList<>(judged(request, key));
        arguments.add(order(request));
        return redis.await(redis.run(LOOK, LeaseKeys.doorAnd(LeaseKeys.key(key)), arguments)
                .thenApply(LeaseAnswers::read));
    }

    /** What {@code judge.lua} asks for. */
    private List<Buffer> judged(AdmissionRequest request, HeldKey key) {
        ParentRun parent = request.parent();
        return List.of(
                text(key.requestHash()),
                number(config.maxRuns()),
                number(config.maxRunsPerWorkspace()),
                text(request.workspace().value()),
                number(request.depth()),
                number(config.maxDepth()),
                text(parent == null ? "" : parent.run().value()),
                number(config.atCap() == AtCap.QUEUE ? config.queueLimit() : 0));
    }

    @Override
    public CompletionStage<Optional<RunId>> noteSent(
            AdmissionRequest request, String generation, LogPosition position) {
        RunId run = request.candidate();
        HeldKey key = HeldKey.of(request.workspace(), request.idempotency());
        return redis.run(
                        NOTE_SENT,
                        LeaseKeys.doorAnd(LeaseKeys.key(key), LeaseKeys.payload(run)),
                        List.of(
                                text(run.value()),
                                text(generation),
                                millis(config.leaseTime()),
                                millis(keyTime(key)),
                                text(key.requestHash()),
                                text(Integer.toString(position.partition())),
                                text(Long.toString(position.offset())),
                                text(UnseenEntry.rest(key, request.workspace(), request.waitsWith())),
                                text(request.workspace().value()),
                                request.held() ? order(request) : text("")))
                .thenApply(holder -> Optional.ofNullable(holder).map(other -> new RunId(other.toString())));
    }

    @Override
    public CompletionStage<Void> release(RunId run, WorkspaceId workspace, HeldKey key) {
        return redis.run(RELEASE, tracesOf(run, key), List.of(text(run.value()), text(workspace.value())))
                .thenAccept(done -> {});
    }

    private void takeBack(LeaseAnswer late, AdmissionRequest request, HeldKey key) {
        if (late instanceof Granted || late instanceof Queued) {
            redis.run(
                    TAKE_BACK,
                    tracesOf(request.candidate(), key),
                    List.of(
                            text(request.candidate().value()),
                            text(request.workspace().value()),
                            text("unrelied")));
        }
    }

    private static List<String> tracesOf(RunId run, HeldKey key) {
        return LeaseKeys.doorAnd(LeaseKeys.key(key), LeaseKeys.payload(run));
    }

    /** A computed key is renewed with the lease of its run, and ends with it. */
    private Duration keyTime(HeldKey key) {
        return key.origin() == KeyOrigin.CALLER ? config.keyTime() : config.leaseTime();
    }

    private Buffer order(AdmissionRequest request) {
        return text(Long.toString(QueueOrder.of(request.candidate(), request.priority(), config.queueAgeing())));
    }

    private static Buffer number(int number) {
        return text(Integer.toString(number));
    }

    private static Buffer text(String text) {
        return Buffer.buffer(text);
    }

    private static Buffer millis(Duration duration) {
        return text(Long.toString(duration.toMillis()));
    }
}
