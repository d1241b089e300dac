package dev.signalbox.runner.slot.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlotScriptTest {
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger closed = new AtomicInteger();
    private final SlotScript script = new SlotScript(as(Redis.class, (self, method, arguments) -> {
        assertThat(method.getName()).isEqualTo("connect");
        connections.incrementAndGet();
        return Future.succeededFuture(as(RedisConnection.class, new EndsWhileItIsClosed()));
    }));

    /** When Redis dies, the event loop says so while it holds the connection's lock; somebody whose call failed closes it meanwhile. */
    @Test
    void a_connection_that_ends_while_it_is_given_up_holds_nobody_up() {
        assertThat(script.call(List.of("renew"))).isCompleted();
        script.disconnect();
        assertThat(closed).hasValue(1);
        assertThat(script.call(List.of("renew"))).isCompleted();

        assertThat(connections).hasValue(2);
    }

    /** As the real one: to be closed it needs the lock which its other thread holds while it says that it has ended. */
    private final class EndsWhileItIsClosed implements InvocationHandler {
        private final CompletableFuture<Handler<Void>> end = new CompletableFuture<>();

        @Override
        @SuppressWarnings("unchecked")
        public Object invoke(Object self, Method method, Object[] arguments) throws Exception {
            return switch (method.getName()) {
                case "exceptionHandler" -> self;
                case "endHandler" -> {
                    end.complete((Handler<Void>) arguments[0]);
                    yield self;
                }
                case "send" -> Future.succeededFuture();
                case "close" -> {
                    CompletableFuture.runAsync(() -> end.join().handle(null)).get(10, TimeUnit.SECONDS);
                    closed.incrementAndGet();
                    yield Future.succeededFuture();
                }
                default -> throw new UnsupportedOperationException(method.getName());
            };
        }
    }

    private static <T> T as(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
