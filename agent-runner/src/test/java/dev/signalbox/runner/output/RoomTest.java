package dev.signalbox.runner.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RoomTest {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final AtomicLong nanos = new AtomicLong();
    private final Room room = new Room(100, PATIENCE, nanos::get);

    @Test
    void what_fits_enters_and_what_is_alone_always_fits() {
        assertThat(room.enter(500)).isTrue();
        room.arrived(500);

        assertThat(room.enter(60)).isTrue();
        assertThat(room.enter(40)).isTrue();
    }

    @Test
    void who_does_not_fit_waits_until_something_has_arrived() {
        room.enter(80);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> room.enter(80));
        nanos.addAndGet(PATIENCE.minusMillis(1).toNanos());
        room.enter(10);
        room.arrived(10);
        nanos.addAndGet(PATIENCE.minusMillis(1).toNanos());
        assertThat(waiting).isNotDone();

        room.arrived(80);

        assertThat(waiting.join()).isTrue();
    }

    @Test
    void nobody_waits_when_nothing_has_arrived_for_a_while() {
        room.enter(80);
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> room.enter(80));
        nanos.addAndGet(PATIENCE.toNanos());

        assertThat(waiting.join()).isFalse();
        assertThat(room.enter(80)).isFalse();
        assertThat(room.enter(20)).as("what fits still enters").isTrue();
    }

    @Test
    void what_did_not_arrive_makes_room_and_gives_no_hope() {
        room.enter(80);
        nanos.addAndGet(PATIENCE.toNanos());
        room.leave(80);

        assertThat(room.enter(80)).isTrue();
        nanos.addAndGet(PATIENCE.toNanos());
        assertThat(room.enter(80)).isFalse();
    }

    @Test
    void an_interrupted_thread_does_not_wait() {
        room.enter(80);
        CompletableFuture<Boolean> entered = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> entered.complete(room.enter(80)));
        Awaitility.await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

        thread.interrupt();

        assertThat(entered.join()).isFalse();
    }
}
