package dev.signalbox.admission.redis;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.runs.port.StateUnreachable;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Talks to Redis: many requests in flight at once, each with a deadline. */
@ApplicationScoped
public class RedisConversation {
    /** Redis has one thread; more connections than this only spread the reading and writing here. */
    private static final int CONNECTIONS = 2;

    private final PipelinedRedis redis;
    private final Duration deadline;

    public RedisConversation(Redis redis, AdmissionConfig config) {
        this.redis = new PipelinedRedis(redis, CONNECTIONS);
        this.deadline = config.stateDeadline();
    }

    /** Runs a script by its name, and by its text when Redis does not know the name. */
    public CompletableFuture<@Nullable Response> run(LuaScript script, List<String> keys, List<Buffer> arguments) {
        return future(redis.send(call(Command.EVALSHA, script.sha1(), keys, arguments))
                .recover(failure -> isUnknownScript(failure)
                        ? redis.send(call(Command.EVAL, script.text(), keys, arguments))
                        : Future.failedFuture(failure)));
    }

    /** Sends a plain command. */
    public CompletableFuture<@Nullable Response> send(Command command, Object... arguments) {
        return future(redis.send(Request.cmd(command, arguments)));
    }

    /** Waits for an answer, for as long as the deadline allows. */
    public <T extends @Nullable Object> T await(CompletableFuture<T> answer) throws StateUnreachable {
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StateUnreachable("interrupted while waiting for Redis", e);
        } catch (TimeoutException e) {
            throw new StateUnreachable("Redis has not answered within " + deadline, e);
        } catch (ExecutionException e) {
            throw new StateUnreachable("Redis: " + reasonOf(e), e);
        }
    }

    private static String reasonOf(ExecutionException failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return String.valueOf(cause.getMessage());
    }

    private static CompletableFuture<@Nullable Response> future(Future<Response> sent) {
        return sent.<@Nullable Response>map(response -> response)
                .toCompletionStage()
                .toCompletableFuture();
    }

    private static Request call(Command command, String script, List<String> keys, List<Buffer> arguments) {
        Request request = Request.cmd(command).arg(script).arg(keys.size());
        keys.forEach(request::arg);
        arguments.forEach(request::arg);
        return request;
    }

    private static boolean isUnknownScript(Throwable failure) {
        String message = failure.getMessage();
        return message != null && message.startsWith("NOSCRIPT");
    }
}
