package dev.signalbox.runner.slot.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.runner.slot.SlotCaps;
import dev.signalbox.runner.slot.model.SlotModel;
import dev.signalbox.runner.slot.model.SlotModel.Answer;
import dev.signalbox.runner.slot.model.SlotModel.Slot;
import dev.signalbox.runner.support.Servers;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random calls of the script of slots on a real Redis, each compared with the model that the simulation plays with. The leases outlive the
 * test; that time passes is written into the record, so that no clock is compared with another one.
 */
@Timeout(120)
class SlotScriptIT {
    private static final String SEED = "signalbox.test.seed";
    private static final String STATE = "{signalbox:slots}:state";
    private static final String LEASES = "{signalbox:slots}:leases";
    private static final Duration LEASE = Duration.ofHours(1);
    private static final int CALLS = 3_000;
    private static final int CAP = 5;
    private static final List<String> RUNNERS = List.of("north", "south", "west");
    private static final List<String> WORKSPACES = List.of("a", "b", "a project: of mine");

    private final Servers servers = Servers.shared();
    private final Redis redis = servers.redisClient();
    private final SlotScript script = new SlotScript(redis);
    private final Map<String, Set<Slot>> heldBy = new HashMap<>();
    private Random random = new Random();
    private SlotCaps caps = SlotCaps.overall(CAP);
    private SlotModel model = new SlotModel(caps, LEASE.toMillis(), () -> 0);
    private int attempts;

    @BeforeEach
    void empty() {
        servers.flushRedis();
    }

    @AfterEach
    void close() {
        script.disconnect();
        redis.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, CAP})
    void the_script_does_what_the_model_does(int perWorkspace) {
        long seed = Long.getLong(SEED, System.nanoTime());
        System.out.println("SlotScriptIT runs with -D" + SEED + "=" + seed + ", " + perWorkspace + " in a workspace");
        random = new Random(seed);
        caps = new SlotCaps(CAP, perWorkspace);
        long now = Duration.ofDays(20_000).toMillis();
        model = new SlotModel(caps, LEASE.toMillis(), () -> now);
        for (int call = 0; call < CALLS; call++) {
            String did = oneCall();
            assertThat(inRedis(LEASES))
                    .as("seed %d, call %d: %s", seed, call, did)
                    .isEqualTo(holders(null));
            for (String workspace : WORKSPACES) {
                assertThat(inRedis(LEASES + ":" + workspace))
                        .as("seed %d, call %d: %s, in workspace %s", seed, call, did, workspace)
                        .isEqualTo(holders(workspace));
            }
            assertThat(Set.copyOf(texts(ask(Request.cmd(Command.SMEMBERS).arg("{signalbox:slots}:registered")))))
                    .as("seed %d, call %d: %s, registered", seed, call, did)
                    .isEqualTo(model.registered());
        }
    }

    private String oneCall() {
        return switch (random.nextInt(40)) {
            case 0 -> loseEverything();
            case 1 -> restart();
            case 2 -> leaveAlone();
            case 3, 4, 5 -> endTheWait();
            case 6, 7 -> expireOne();
            case 8, 9, 10, 11, 12 -> open();
            case 13, 14, 15, 16, 17, 18, 19, 20 -> renew();
            default -> acquire();
        };
    }

    private String acquire() {
        String runner = any(RUNNERS);
        List<Slot> returned = someOf(runner);
        List<Slot> wanted =
                Stream.generate(this::attempt).limit(1 + random.nextInt(4)).toList();

        Answer answered = call("acquire", runner, returned, wanted);

        assertThat(answered).isEqualTo(known(model.acquire(runner, returned, wanted)));
        if (answered instanceof Answer.Granted granted) {
            held(runner).addAll(wanted.subList(0, granted.count()));
        }
        return "acquire " + answered;
    }

    private String renew() {
        String runner = any(RUNNERS);
        List<Slot> returned = someOf(runner);
        List<Slot> held = List.copyOf(held(runner));

        Answer answered = call("renew", runner, returned, held);

        assertThat(answered).isEqualTo(known(model.renew(runner, returned, held)));
        return "renew " + answered;
    }

    private String open() {
        String runner = any(RUNNERS);
        Set<String> runners = random.nextInt(3) == 0
                ? Set.of(runner)
                : RUNNERS.stream().filter(_ -> random.nextBoolean()).collect(Collectors.toSet());

        Answer answered = answer(arguments("open", runner, List.of(), List.copyOf(runners)));

        assertThat(answered).isEqualTo(known(model.open(List.of(), runners)));
        return "open for " + runners + ": " + answered;
    }

    private String loseEverything() {
        servers.flushRedis();
        model.loseEverything();
        return "lose everything";
    }

    private String restart() {
        write(STATE, "server", "0123456789abcdef");
        model.restarted();
        return "restart";
    }

    private String leaveAlone() {
        if (ask(Request.cmd(Command.EXISTS).arg(STATE)).toInteger() == 1) {
            write(STATE, "touched", "1");
        }
        model.wasLeftAlone();
        return "leave alone";
    }

    private String endTheWait() {
        if (ask(Request.cmd(Command.EXISTS).arg(STATE)).toInteger() == 1) {
            write(STATE, "openAt", "1");
        }
        model.waitIsOver();
        return "end the wait";
    }

    private String expireOne() {
        List<Slot> all = List.copyOf(model.held());
        if (all.isEmpty()) {
            return "nothing to expire";
        }
        Slot slot = any(all);
        for (String set : List.of(LEASES, LEASES + ":" + slot.workspace())) {
            ask(Request.cmd(Command.ZADD).arg(set).arg("XX").arg("1").arg(slot.holder()));
        }
        model.expire(slot);
        return "expire " + slot;
    }

    private Slot attempt() {
        return new Slot("attempt-" + attempts++ + "@node", any(WORKSPACES));
    }

    /** Some of what a runner holds, which it holds no longer. */
    private List<Slot> someOf(String runner) {
        List<Slot> some =
                held(runner).stream().filter(_ -> random.nextInt(3) == 0).toList();
        some.forEach(held(runner)::remove);
        return some;
    }

    private Set<Slot> held(String runner) {
        return heldBy.computeIfAbsent(runner, _ -> new HashSet<>());
    }

    private Answer call(String operation, String runner, List<Slot> returned, Collection<Slot> slots) {
        return answer(arguments(operation, runner, returned, flat(slots)));
    }

    private List<String> arguments(String operation, String runner, List<Slot> returned, List<String> rest) {
        List<String> arguments = new ArrayList<>(List.of(
                operation,
                runner,
                Long.toString(LEASE.toMillis()),
                Integer.toString(caps.overall()),
                Integer.toString(caps.perWorkspace()),
                Integer.toString(returned.size())));
        arguments.addAll(flat(returned));
        arguments.addAll(rest);
        return arguments;
    }

    private static List<String> flat(Collection<Slot> slots) {
        return slots.stream()
                .flatMap(slot -> Stream.of(slot.holder(), slot.workspace()))
                .toList();
    }

    private Answer answer(List<String> arguments) {
        Response response = script.call(arguments).join();
        return switch (response.get(0).toInteger()) {
            case -1 -> new Answer.NotRegistered();
            case -2 -> new Answer.NotOpen(0);
            default ->
                new Answer.Granted(response.get(0).toInteger(), response.get(1).toInteger());
        };
    }

    /** How long is told by two clocks. */
    private static Answer known(Answer answer) {
        return answer instanceof Answer.NotOpen ? new Answer.NotOpen(0) : answer;
    }

    /** Members that are still held: those whose time is over are only removed when somebody looks. */
    private Set<String> inRedis(String set) {
        return Set.copyOf(texts(
                ask(Request.cmd(Command.ZRANGE).arg(set).arg("2").arg("+inf").arg("BYSCORE"))));
    }

    private Set<String> holders(@Nullable String workspace) {
        return model.held().stream()
                .filter(slot -> workspace == null || slot.workspace().equals(workspace))
                .map(Slot::holder)
                .collect(Collectors.toSet());
    }

    private void write(String hash, String field, String value) {
        ask(Request.cmd(Command.HSET).arg(hash).arg(field).arg(value));
    }

    private Response ask(Request request) {
        return redis.send(request).toCompletionStage().toCompletableFuture().join();
    }

    private static List<String> texts(Response all) {
        return IntStream.range(0, all.size())
                .mapToObj(i -> all.get(i).toString())
                .toList();
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
