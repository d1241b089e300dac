package dev.signalbox.admission.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.KnobInterceptor;
import dev.signalbox.admission.breaker.Circuit;
import dev.signalbox.admission.breaker.CircuitDecider;
import dev.signalbox.admission.breaker.CircuitInput;
import dev.signalbox.admission.breaker.adapter.RedisCircuit;
import dev.signalbox.admission.breaker.port.CircuitState.Reading;
import dev.signalbox.admission.model.DoorModel.Known;
import dev.signalbox.admission.queue.ReleasedRun;
import dev.signalbox.admission.queue.adapter.RedisRunQueue;
import dev.signalbox.admission.redis.LeaseKeys;
import dev.signalbox.admission.redis.RedisConversation;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.LeaseAnswer;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.runs.SampleRuns;
import dev.signalbox.admission.runs.adapter.RedisRunLeases;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.status.RunStanding;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.admission.upkeep.CommandsBeyond;
import dev.signalbox.admission.upkeep.LeaseChange;
import dev.signalbox.admission.upkeep.RestoredRun;
import dev.signalbox.admission.upkeep.UpkeepPlan;
import dev.signalbox.admission.upkeep.adapter.RedisLeaseState;
import dev.signalbox.admission.upkeep.port.LeaseState;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.admission.CircuitChanged;
import dev.signalbox.contracts.admission.CircuitStatus;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.spec.OnFailure;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.standalone.server.RedisServer;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random commands to the scripts on a real Redis, each compared with a model. Every order in the queue follows from run ids and
 * priorities, and the leases outlive the test, so no clock is compared with another one.
 */
class DoorScriptsIT {
    private static final int MAX_RUNS = 5;
    private static final int MAX_HERE = 3;
    private static final int MAX_DEPTH = 2;
    private static final int PROBES = 2;
    private static final int COMMANDS = 1_500;
    private static final Duration AGEING = Duration.ofSeconds(10);
    private static final List<String> WORKSPACES = List.of("a", "b", "a project: of mine");
    private static final String SEED = "signalbox.test.seed";

    @SuppressWarnings("NullAway.Init")
    private static Vertx vertx;

    @SuppressWarnings("NullAway.Init")
    private static RedisServer server;

    @SuppressWarnings("NullAway.Init")
    private static Redis redis;

    private static RedisConversation conversation;

    private Random random = new Random();
    private DoorModel model = new DoorModel(0, 0, 0, 0, AGEING);
    private long clock = SampleRuns.NOON.toEpochMilli();
    private final List<Known> ended = new ArrayList<>();

    @SuppressWarnings("NullAway.Init")
    private RedisRunLeases leases;

    @SuppressWarnings("NullAway.Init")
    private RedisLeaseState state;

    @SuppressWarnings("NullAway.Init")
    private RedisRunQueue queue;

    @SuppressWarnings("NullAway.Init")
    private RedisCircuit circuit;

    @SuppressWarnings("NullAway.Init")
    private AdmissionConfig config;

    @BeforeAll
    static void startRedis() throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "servers")), "model");
        server = RedisServer.start(directory, 0);
        vertx = Vertx.vertx();
        redis = Redis.createClient(vertx, server.url());
        conversation = new RedisConversation(redis, configured(0));
    }

    @AfterAll
    static void stopRedis() throws Exception {
        redis.close();
        vertx.close().toCompletionStage().toCompletableFuture().get();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4})
    void the_scripts_do_what_the_model_does(int queueLimit) throws Exception {
        long seed = Long.getLong(SEED, System.nanoTime());
        System.out.println("DoorScriptsIT runs with -D" + SEED + "=" + seed + " and a queue of " + queueLimit);
        random = new Random(seed);
        model = new DoorModel(MAX_RUNS, MAX_HERE, MAX_DEPTH, queueLimit, AGEING);
        open(queueLimit);
        for (int command = 0; command < COMMANDS; command++) {
            String did = oneCommand();
            assertThat(observed())
                    .as("seed %d, command %d: %s", seed, command, did)
                    .isEqualTo(expected());
        }
    }

    private String oneCommand() throws StateUnreachable {
        return switch (random.nextInt(27)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> submit();
            case 8, 9, 10 -> end();
            case 11, 12, 13 -> promote();
            case 14, 15 -> announce();
            case 16 -> breakOrMend();
            case 17 -> flushAndRebuild();
            case 18 -> rebuildInPlace();
            case 19 -> refuse();
            case 20, 21 -> upkeep();
            case 22, 23, 24 -> noteSent();
            default -> renew();
        };
    }

    private String submit() throws StateUnreachable {
        AdmissionRequest request = request();
        String expected = model.verdict(request);

        String foreseen = nameOf(leases.look(request));
        String answered = nameOf(leases.decide(request, new byte[] {'{', '}'}));

        model.decide(request);
        assertThat(foreseen).as("the outlook of %s", request).isEqualTo(expected);
        assertThat(answered).as("the answer to %s", request).isEqualTo(expected);
        return "submit " + answered;
    }

    private AdmissionRequest request() {
        String workspace = any(WORKSPACES);
        String id = "%012x".formatted(++clock);
        RunId run = new RunId(id.substring(0, 8) + "-" + id.substring(8) + "-7000-8000-" + id);
        KeyOrigin origin = random.nextBoolean() ? KeyOrigin.CALLER : KeyOrigin.COMPUTED;
        String key = random.nextInt(4) == 0 ? "key-" + random.nextInt(10) : "key-" + run;
        RunSpec bare = SampleRuns.spec("model");
        RunSpec spec = new RunSpec(
                "model",
                new WorkspaceId(workspace),
                bare.agents(),
                bare.steps(),
                RunOptionsBuilder.builder()
                        .onFailure(OnFailure.CONTINUE)
                        .priority(1 + random.nextInt(10))
                        .build(),
                bare.source());
        return new AdmissionRequest(
                run,
                spec,
                new Idempotency(key, origin, "e".repeat(64)),
                Instant.ofEpochMilli(clock),
                parent(),
                null,
                false);
    }

    private @Nullable ParentRun parent() {
        if (random.nextInt(4) > 0) {
            return null;
        }
        List<Known> all =
                Stream.concat(model.live.values().stream(), ended.stream()).toList();
        return all.isEmpty()
                ? null
                : new ParentRun(any(all).run(), new StepId("s"), 1, 1 + random.nextInt(MAX_DEPTH + 1));
    }

    private String end() throws StateUnreachable {
        List<Known> all = Stream.concat(model.live.values().stream(), model.waiting.values().stream())
                .toList();
        if (all.isEmpty()) {
            return "nothing to end";
        }
        Known run = any(all);
        state.apply(List.of(new LeaseChange.Ended(run.run(), run.workspace(), run.key())));
        model.ended(run);
        ended.add(run);
        return "end " + run.run();
    }

    private String promote() throws StateUnreachable {
        List<RunId> moved = queue.promote().stream().map(ReleasedRun::run).toList();

        assertThat(moved).as("promoted").isEqualTo(model.promote());
        return "promote " + moved;
    }

    /** The log has acknowledged the command of a run. */
    private String noteSent() throws StateUnreachable {
        List<Known> all = Stream.concat(model.live.values().stream(), model.waiting.values().stream())
                .toList();
        if (all.isEmpty()) {
            return "nothing to note";
        }
        Known run = any(all);
        noteSent(run);
        return "note sent " + run.run();
    }

    private void noteSent(Known run) throws StateUnreachable {
        assertThat(leases.noteSent(run.request(), state.condition().generation(), new LogPosition(0, clock))
                        .toCompletableFuture()
                        .join())
                .isEmpty();
        model.sent(run.run());
    }

    @Test
    void a_run_that_waits_is_given_a_place_only_once_it_is_known_to_be_in_the_log() throws Exception {
        model = new DoorModel(MAX_RUNS, MAX_HERE, MAX_DEPTH, 10, AGEING);
        open(10);
        while (model.waiting.size() < 2) {
            submit();
        }
        List.copyOf(model.live.values()).forEach(this::endUnchecked);

        assertThat(queue.promote())
                .as("runs that nobody knows to be in the log")
                .isEmpty();

        Known sent = List.copyOf(model.waiting.values()).getLast();
        noteSent(sent);
        assertThat(queue.promote()).extracting(ReleasedRun::run).containsExactly(sent.run());
    }

    private void endUnchecked(Known run) {
        try {
            state.apply(List.of(new LeaseChange.Ended(run.run(), run.workspace(), run.key())));
        } catch (StateUnreachable e) {
            throw new AssertionError(e);
        }
    }

    /** The scheduler announces what is live as running and what waits as held. */
    private String announce() throws StateUnreachable {
        for (Known run : List.copyOf(model.live.values())) {
            if (!model.released.contains(run.run()) || random.nextBoolean()) {
                state.apply(List.of(LeaseChange.announced(standing(run, null))));
                model.seen(run);
            }
        }
        for (Known run : List.copyOf(model.waiting.values())) {
            state.apply(
                    List.of(LeaseChange.announced(standing(run, run.request().priority()))));
            model.waits(run);
        }
        return "announce";
    }

    private String renew() throws StateUnreachable {
        for (Known run : model.live.values()) {
            state.apply(List.of(new LeaseChange.Renew(run.run(), run.workspace(), run.key())));
        }
        return "renew";
    }

    private String breakOrMend() throws StateUnreachable {
        Reading reading = circuit.read();
        CircuitInput input = switch (reading.circuit().status()) {
            case CLOSED -> new CircuitInput.CauseAppeared(CircuitCause.HOST_PRESSURE, "too hot");
            case OPEN -> new CircuitInput.CooledDown();
            case HALF_OPEN -> new CircuitInput.Reset("ann", "enough");
        };
        Circuit next = CircuitDecider.decide(reading.circuit(), input, reading.now(), Duration.ofHours(1))
                .orElseThrow();
        CircuitChanged change = new CircuitChanged(
                "c-" + next.version(),
                next.version(),
                reading.circuit().status(),
                next.status(),
                next.cause(),
                next.reason(),
                next.by(),
                next.until(),
                reading.now());
        assertThat(circuit.change(next, change)).isTrue();
        assertThat(circuit.change(next, change))
                .as("a change on a stale reading")
                .isFalse();
        assertThat(circuit.unannounced()).contains(change);
        circuit.announced(change);
        assertThat(circuit.unannounced()).doesNotContain(change);
        model.circuitIs(next.status(), PROBES);
        return "circuit " + next.status();
    }

    /** Everything is lost; what is restored is what run-status and the commands would tell. */
    private String flushAndRebuild() throws StateUnreachable {
        Circuit known = circuit.read().circuit();
        conversation.await(conversation.send(Command.FLUSHALL));
        assertThat(nameOf(leases.look(request()))).isEqualTo("Rebuilding");
        model.rebuilt();
        rebuild(standings());
        if (known.version() > 0) {
            circuit.restore(known);
            model.circuitIs(known.status(), PROBES);
        }
        return "flush and rebuild";
    }

    /** Nothing is lost, but nobody vouched in time. The scheduler has announced what holds a place, and nobody passed that on. */
    private String rebuildInPlace() throws StateUnreachable {
        conversation.await(conversation.send(Command.DEL, LeaseKeys.MARKER));
        model.rebuiltInPlace();
        rebuild(standings());
        return "rebuild in place";
    }

    /** The scheduler has read a command and announced nothing. */
    private String refuse() throws StateUnreachable {
        List<Known> all = Stream.concat(model.live.values().stream(), model.waiting.values().stream())
                .toList();
        if (all.isEmpty()) {
            return "nothing to refuse";
        }
        Known run = any(all);
        leases.release(run.run(), run.workspace(), run.key())
                .toCompletableFuture()
                .join();
        model.refused(run);
        return "refuse " + run.run();
    }

    /** A round of upkeep after the scheduler has announced all that is not about to be released: none of those is on trial any more. */
    private String upkeep() throws StateUnreachable {
        Set<RunId> parked = new HashSet<>(state.waiting());
        state.released().forEach(run -> parked.add(run.run()));
        parked.addAll(state.onTrial());
        Set<RunId> held = new HashSet<>(state.held());
        held.addAll(parked);
        RunStandings standings = standings();
        model.released.forEach(run -> {
            Known known = Objects.requireNonNull(model.live.get(run));
            standings.apply(standing(known, known.request().priority()));
        });
        state.apply(UpkeepPlan.of(standings, held, parked, state.unseen(), Map.of(), Duration.ofHours(1))
                .changes());
        List.copyOf(model.live.values()).stream()
                .filter(run -> !model.released.contains(run.run()))
                .forEach(model::seen);
        List.copyOf(model.waiting.values()).forEach(model::waits);
        assertThat(state.onTrial()).isSubsetOf(model.released);
        return "upkeep";
    }

    /** Where the scheduler knows the runs to be. */
    private RunStandings standings() {
        RunStandings standings = new RunStandings();
        model.live.values().forEach(run -> standings.apply(standing(run, null)));
        model.waiting
                .values()
                .forEach(run -> standings.apply(standing(run, run.request().priority())));
        ended.forEach(
                run -> standings.apply(new RunStanding(run.run(), run.workspace(), RunStatus.SUCCEEDED, run.key())));
        return standings;
    }

    private void rebuild(RunStandings standings) throws StateUnreachable {
        LeaseState.Rebuild rebuild = state.beginRebuild().orElseThrow();
        rebuild.restore(RestoredRun.all(
                standings,
                CommandsBeyond.NONE,
                List.of(),
                Instant.ofEpochMilli(clock),
                config.leaseTime(),
                config.keyTime()));
        assertThat(rebuild.complete()).isTrue();
    }

    private record View(
            Set<String> live,
            Map<String, Integer> shares,
            List<String> line,
            Set<RunId> waiting,
            Set<RunId> released,
            CircuitStatus circuit,
            int probesLeft,
            Set<RunId> onTrial) {}

    private View observed() throws StateUnreachable {
        Reading reading = circuit.read();
        Map<String, Integer> shares = new TreeMap<>();
        for (String workspace : WORKSPACES) {
            shares.put(workspace, members(LeaseKeys.LEASES + ":" + workspace).size());
        }
        return new View(
                Set.copyOf(members(LeaseKeys.LEASES)),
                shares,
                members(LeaseKeys.DOOR.get(3)),
                state.waiting(),
                Set.copyOf(state.released().stream().map(ReleasedRun::run).toList()),
                reading.circuit().status(),
                Math.max(0, reading.probes().left()),
                state.onTrial());
    }

    private View expected() {
        Map<String, Integer> shares = new TreeMap<>();
        for (String workspace : WORKSPACES) {
            shares.put(workspace, (int) model.live.values().stream()
                    .filter(run -> run.workspace().value().equals(workspace))
                    .count());
        }
        return new View(
                Set.copyOf(model.live.keySet().stream().map(RunId::value).toList()),
                shares,
                model.line().stream().map(RunId::value).toList(),
                Set.copyOf(model.waiting.keySet()),
                Set.copyOf(model.released),
                model.circuit,
                model.circuit == CircuitStatus.HALF_OPEN ? model.probesLeft : 0,
                Set.copyOf(model.onTrial));
    }

    private List<String> members(String sortedSet) throws StateUnreachable {
        return Objects.requireNonNull(conversation.await(conversation.send(Command.ZRANGE, sortedSet, "0", "-1")))
                .stream()
                .map(Object::toString)
                .toList();
    }

    private void open(int queueLimit) throws StateUnreachable {
        config = configured(queueLimit);
        leases = new RedisRunLeases(conversation, config);
        state = new RedisLeaseState(conversation, config);
        queue = new RedisRunQueue(conversation, config);
        circuit = new RedisCircuit(conversation, config);
        conversation.await(conversation.send(Command.FLUSHALL));
        assertThat(state.beginRebuild().orElseThrow().complete()).isTrue();
    }

    private static AdmissionConfig configured(int queueLimit) {
        Map<String, String> properties = Map.ofEntries(
                Map.entry("signalbox.admission.max-runs", Integer.toString(MAX_RUNS)),
                Map.entry("signalbox.admission.max-runs-per-workspace", Integer.toString(MAX_HERE)),
                Map.entry("signalbox.admission.max-depth", Integer.toString(MAX_DEPTH)),
                Map.entry("signalbox.admission.at-cap", queueLimit == 0 ? "reject" : "queue"),
                Map.entry("signalbox.admission.queue-limit", Integer.toString(Math.max(1, queueLimit))),
                Map.entry("signalbox.admission.queue-ageing", AGEING.toSeconds() + "s"),
                Map.entry("signalbox.admission.breaker.probes", Integer.toString(PROBES)),
                Map.entry("signalbox.admission.lease-time", "1h"));
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withInterceptors(new KnobInterceptor())
                .withConverter(Duration.class, 200, new DurationConverter())
                .withConverter(MemorySize.class, 200, new MemorySizeConverter())
                .withMapping(AdmissionConfig.class)
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build()
                .getConfigMapping(AdmissionConfig.class);
    }

    private static RunStanding standing(Known run, @Nullable Integer waitsWith) {
        RunStatus status = waitsWith == null ? RunStatus.RUNNING : RunStatus.QUEUED;
        return new RunStanding(run.run(), run.workspace(), status, run.key(), waitsWith);
    }

    private static String nameOf(LeaseAnswer answer) {
        String name = answer.getClass().getSimpleName();
        return answer instanceof LeaseAnswer.Known known ? name + " " + known.run() : name;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
