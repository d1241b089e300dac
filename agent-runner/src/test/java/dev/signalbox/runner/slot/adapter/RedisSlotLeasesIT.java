package dev.signalbox.runner.slot.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.runner.slot.SlotAnswer;
import dev.signalbox.runner.slot.SlotCaps;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Servers;
import io.vertx.redis.client.Redis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RedisSlotLeasesIT {
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final int CAP = 4;

    private final Servers servers = Servers.shared();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final Set<String> group = ConcurrentHashMap.newKeySet();
    private final List<Redis> clients = new ArrayList<>();
    private final List<RedisSlotLeases> opened = new ArrayList<>();
    private boolean groupKnown = true;

    @BeforeEach
    void empty() {
        servers.flushRedis();
    }

    @AfterEach
    void close() {
        opened.forEach(RedisSlotLeases::close);
        timer.shutdownNow();
        clients.forEach(Redis::close);
    }

    @Test
    void a_lone_runner_on_an_empty_redis_gets_slots_at_once() {
        RedisSlotLeases slots = runner("one");

        assertThat(slots.acquire(attempts("a", 2))).isEqualTo(new SlotAnswer.Granted(2, 2));
    }

    @Test
    void all_runners_together_get_no_more_than_the_cap() {
        RedisSlotLeases one = runner("one");
        RedisSlotLeases two = runner("two");

        assertThat(acquired(one, attempts("a", 3))).isEqualTo(3);
        assertThat(acquired(two, attempts("b", 3))).isEqualTo(1);
        assertThat(acquired(one, attempts("c", 3))).isZero();
    }

    @Test
    void a_workspace_gets_no_more_than_its_own_cap_also_after_redis_lost_everything() {
        SlotCaps two = new SlotCaps(CAP, 2);
        RedisSlotLeases one = runner("one", two);
        RedisSlotLeases other = runner("other", two);
        List<AttemptRef> here = List.of(attempt("here", "a"), attempt("here", "b"), attempt("here", "c"));

        assertThat(acquired(one, here.subList(0, 1))).isEqualTo(1);
        assertThat(acquired(other, here.subList(1, 3))).isEqualTo(1);
        assertThat(acquired(other, List.of(attempt("there", "a")))).isEqualTo(1);

        servers.flushRedis();
        Awaitility.await().until(() -> one.acquire(List.of()) instanceof SlotAnswer.Granted);
        assertThat(acquired(one, here.subList(2, 3))).isZero();
        assertThat(acquired(one, List.of(attempt("there", "b")))).isEqualTo(1);

        other.release(here.get(1));
        Awaitility.await().until(() -> acquired(one, here.subList(2, 3)) == 1);
    }

    @Test
    void a_returned_slot_is_free_for_another_runner_soon() {
        RedisSlotLeases one = runner("one");
        RedisSlotLeases two = runner("two");
        acquired(one, attempts("a", CAP));
        assertThat(acquired(two, attempts("b", 1))).isZero();

        one.release(attempts("a", CAP).getFirst());

        Awaitility.await().until(() -> acquired(two, attempts("b", 1)) == 1);
    }

    @Test
    void a_slot_is_kept_as_long_as_its_runner_lives_and_freed_when_it_does_not() {
        RedisSlotLeases dies = new RedisSlotLeases(
                script(), new SlotOwner("dead", "dead"), SlotCaps.overall(CAP), LEASE, this::members, timer, List.of());
        RedisSlotLeases lives = runner("lives");
        group.add("dead");
        assertThat(acquired(dies, attempts("a", 2))).isEqualTo(2);
        assertThat(acquired(lives, attempts("b", CAP))).isEqualTo(2);

        Awaitility.await().until(() -> acquired(lives, attempts("c", CAP)) == 2);

        assertThat(lives.inUse()).isEqualTo(CAP);
    }

    @Test
    void after_redis_lost_everything_nothing_is_granted_until_all_runners_have_named_what_they_hold() {
        RedisSlotLeases one = runner("one");
        RedisSlotLeases two = runner("two");
        acquired(one, attempts("a", 2));
        acquired(two, attempts("b", 2));

        group.add("one that is slow");
        servers.flushRedis();
        SlotAnswer early = one.acquire(attempts("c", 1));
        assertThat(early).isInstanceOf(SlotAnswer.Recovering.class);
        group.remove("one that is slow");

        Awaitility.await().until(() -> one.acquire(attempts("c", 1)) instanceof SlotAnswer.Granted);
        assertThat(acquired(one, attempts("c", 1))).isZero();
        assertThat(one.inUse()).isEqualTo(CAP);
    }

    @Test
    void when_the_runners_are_not_known_one_lease_has_to_pass() {
        RedisSlotLeases one = runner("one");
        groupKnown = false;
        long before = System.nanoTime();

        Awaitility.await().until(() -> one.acquire(attempts("a", 1)) instanceof SlotAnswer.Granted);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(LEASE.minusMillis(200));
    }

    @Test
    void a_silent_runner_holds_the_others_up_for_one_lease_at_most() {
        RedisSlotLeases one = runner("one");
        group.add("silent");
        long before = System.nanoTime();
        assertThat(one.acquire(attempts("a", 1))).isInstanceOf(SlotAnswer.Recovering.class);

        Awaitility.await().until(() -> one.acquire(attempts("a", 1)) instanceof SlotAnswer.Granted);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(LEASE.minusMillis(200));
    }

    @Test
    void while_redis_is_down_nothing_is_granted_and_a_restart_forgets_no_live_slot() {
        RedisSlotLeases one = runner("one");
        RedisSlotLeases two = runner("two");
        acquired(one, attempts("a", 2));
        acquired(two, attempts("b", 2));

        servers.redis.kill();
        assertThat(one.acquire(attempts("c", 1))).isInstanceOf(SlotAnswer.Unavailable.class);
        servers.redis.startAgain();

        Awaitility.await().until(() -> one.acquire(attempts("c", 1)) instanceof SlotAnswer.Granted);
        assertThat(acquired(one, attempts("c", 1))).isZero();
        assertThat(one.inUse()).isEqualTo(CAP);
    }

    @Test
    void what_the_run_before_of_this_node_held_is_returned_first() {
        RedisSlotLeases dead = new RedisSlotLeases(
                script(),
                new SlotOwner("node", "first"),
                SlotCaps.overall(CAP),
                LEASE,
                this::members,
                timer,
                List.of());
        group.add("first");
        acquired(dead, attempts("a", CAP));
        group.remove("first");
        group.add("second");

        RedisSlotLeases next = new RedisSlotLeases(
                script(),
                new SlotOwner("node", "second"),
                SlotCaps.overall(CAP),
                LEASE,
                this::members,
                timer,
                attempts("a", CAP));

        assertThat(acquired(next, attempts("b", CAP))).isEqualTo(CAP);
        next.close();
    }

    @Test
    void a_forgotten_script_is_sent_again() {
        RedisSlotLeases one = runner("one");
        acquired(one, attempts("a", 1));
        servers.forgetScripts();

        assertThat(acquired(one, attempts("b", 1))).isEqualTo(1);
    }

    @Test
    void the_cap_holds_when_many_take_and_return_at_once() throws InterruptedException {
        AtomicInteger live = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger taken = new AtomicInteger();
        List<RedisSlotLeases> runners =
                IntStream.range(0, 4).mapToObj(i -> runner("runner-" + i)).toList();
        runners.forEach(each -> each.acquire(List.of()));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < runners.size(); i++) {
            RedisSlotLeases slots = runners.get(i);
            String name = "runner-" + i;
            threads.add(Thread.ofPlatform().start(() -> {
                for (int round = 0; round < 200; round++) {
                    List<AttemptRef> wanted = attempts(name + "-" + round, 3);
                    int granted = acquired(slots, wanted);
                    most.accumulateAndGet(live.addAndGet(granted), Math::max);
                    taken.addAndGet(granted);
                    live.addAndGet(-granted);
                    wanted.subList(0, granted).forEach(slots::release);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join(TimeUnit.MINUTES.toMillis(1));
        }

        assertThat(most.get()).isPositive().isLessThanOrEqualTo(CAP);
        assertThat(taken.get()).isGreaterThan(CAP);
    }

    private RedisSlotLeases runner(String name) {
        return runner(name, SlotCaps.overall(CAP));
    }

    private RedisSlotLeases runner(String name, SlotCaps caps) {
        group.add(name);
        RedisSlotLeases slots =
                new RedisSlotLeases(script(), new SlotOwner(name, name), caps, LEASE, this::members, timer, List.of());
        slots.keepUp();
        opened.add(slots);
        return slots;
    }

    private SlotScript script() {
        Redis client = servers.redisClient();
        clients.add(client);
        return new SlotScript(client);
    }

    private Optional<Set<String>> members() {
        return groupKnown ? Optional.of(Set.copyOf(group)) : Optional.empty();
    }

    private static int acquired(RedisSlotLeases slots, List<AttemptRef> attempts) {
        return slots.acquire(attempts) instanceof SlotAnswer.Granted granted ? granted.count() : 0;
    }

    private static AttemptRef attempt(String workspace, String step) {
        AttemptRef one = Attempts.attempt(step);
        return new AttemptRef(new WorkspaceId(workspace), one.run(), one.step(), one.attempt(), one.epoch());
    }

    private static List<AttemptRef> attempts(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Attempts.attempt(name + "-" + i))
                .toList();
    }
}
