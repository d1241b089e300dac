package dev.signalbox.runner;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.coding.adapter.LoggedUsage;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.governor.adapter.LoggedFindings;
import dev.signalbox.runner.governor.port.GovernorReports;
import dev.signalbox.runner.health.Hindrances;
import dev.signalbox.runner.kafka.KafkaClients;
import dev.signalbox.runner.output.ContinuedNumbers;
import dev.signalbox.runner.output.OutputLimit;
import dev.signalbox.runner.output.adapter.KafkaOutputs;
import dev.signalbox.runner.presence.Presence;
import dev.signalbox.runner.presence.RunnerCard;
import dev.signalbox.runner.presence.adapter.KafkaRunners;
import dev.signalbox.runner.presence.adapter.ProcHost;
import dev.signalbox.runner.process.Callback;
import dev.signalbox.runner.process.Confines;
import dev.signalbox.runner.process.Patrol;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.process.adapter.Cgroups;
import dev.signalbox.runner.process.adapter.LinuxProcesses;
import dev.signalbox.runner.process.adapter.ProcessSettings;
import dev.signalbox.runner.process.port.ControlGroups;
import dev.signalbox.runner.process.port.NoControlGroups;
import dev.signalbox.runner.report.Heartbeats;
import dev.signalbox.runner.report.Results;
import dev.signalbox.runner.report.adapter.DeadLetters;
import dev.signalbox.runner.report.adapter.KafkaOutcomes;
import dev.signalbox.runner.report.port.ResultSpool;
import dev.signalbox.runner.slot.SlotCaps;
import dev.signalbox.runner.slot.adapter.KafkaRunnerGroup;
import dev.signalbox.runner.slot.adapter.RedisSlotLeases;
import dev.signalbox.runner.slot.adapter.SlotOwner;
import dev.signalbox.runner.slot.adapter.SlotScript;
import dev.signalbox.runner.stop.LeaseGuard;
import dev.signalbox.runner.stop.StopRegister;
import dev.signalbox.runner.stop.adapter.KafkaStopOrders;
import dev.signalbox.runner.sweep.Sweep;
import dev.signalbox.runner.take.Backlog;
import dev.signalbox.runner.take.TakeProtocol;
import dev.signalbox.runner.take.adapter.KafkaDispatches;
import dev.signalbox.runner.types.adapter.TypesDirectory;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/**
 * One runner, put together. It cleans up after the run before, sends what that could not send, learns which attempts are to be stopped, and
 * only then takes work.
 */
public final class Runner implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Runner.class);
    private static final String START_UP = "start-up";
    private static final Duration TEND = Duration.ofMillis(100);
    private static final Duration PATROL = Duration.ofMillis(100);
    private static final Duration GUARD = Duration.ofMillis(250);
    private static final Duration GOVERN = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);
    private static final Duration TOPICS_AGAIN = Duration.ofMillis(500);
    private static final Duration LAST_REPORTS = Duration.ofSeconds(5);
    private static final Duration KILL = Duration.ofSeconds(10);
    private static final Duration RESULTS_WITHOUT_ACKNOWLEDGEMENT = Duration.ofSeconds(2);

    private final RunnerConfig config;
    private final Hindrances hindrances;
    private final RunnerFiles files;
    private final Threads threads = new Threads();
    private final LinuxProcesses processes = new LinuxProcesses();
    private final ControlGroups groups;
    private final Patrol patrol = new Patrol();
    private final RunnerMetrics metrics;
    private final KafkaClients kafka;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> outcomeProducer;
    private final KafkaProducer<byte[], byte[]> outputProducer;
    private final KafkaOutcomes outcomes;
    private final RedisSlotLeases slots;
    private final Results results;
    private final RunningAttempts running;
    private final Heartbeats heartbeats;
    private final KafkaStopOrders stopOrders;
    private final KafkaDispatches dispatches;
    private final Presence presence;
    private final WorkApart apart;
    private final Governors governors;
    private volatile boolean closing;

    /** @throws IOException when the data directory cannot be used */
    public Runner(
            RunnerConfig config,
            CallbackConfig callback,
            String bootstrapServers,
            Redis redis,
            MeterRegistry registry,
            Map<String, String> ownEnvironment,
            Hindrances hindrances)
            throws IOException {
        RunnerRules.check(config);
        TypesDirectory brought = TypesDirectory.read(config.typesDir());
        this.config = config;
        this.hindrances = hindrances;
        hindrances.set(START_UP, "starting");
        metrics = new RunnerMetrics(registry);
        files = RunnerFiles.open(config);
        groups = groups(config, files.node());
        kafka = new KafkaClients(bootstrapServers, files.node(), files.runner());
        admin = kafka.admin();
        outcomeProducer = kafka.outcomes();
        outputProducer = kafka.output();
        outcomes = new KafkaOutcomes(outcomeProducer);
        slots = slots(redis);
        results = new Results(
                outcomes,
                files.spool(),
                files.runner(),
                config.spoolAfter(),
                files.journal()::settled,
                Clock.systemUTC(),
                System::nanoTime);
        governors = governors();
        Workspaces workspaces =
                new Workspaces(config.workspaces(), files.directory().inside("workspaces"));
        apart = new WorkApart(
                config.worktrees(), files, workspaces, path(ownEnvironment), metrics, outcomes, threads.processes);
        DrivenAgents agents = agents(brought, workspaces, callback, ownEnvironment);
        running = new RunningAttempts(agents.byType(), this::ended, this::freed, threads.timer);
        heartbeats = new Heartbeats(
                running, outcomes, files.runner(), config.heartbeatInterval(), Clock.systemUTC(), System::nanoTime);
        DeadLetters deadLetters = new DeadLetters(outcomeProducer);
        StopRegister stops = new StopRegister(config.stopMemory());
        stopOrders = new KafkaStopOrders(kafka::controls, config.stopMemory(), stops, running, deadLetters);
        dispatches = dispatches(stops, deadLetters);
        presence = new Presence(
                new RunnerCard(files.node(), files.runner(), config.pool(), places(), config.presenceInterval()),
                agents.offer(),
                running,
                new ProcHost(config.dataDirectory().toAbsolutePath()),
                new KafkaRunners(outcomeProducer),
                Clock.systemUTC());
        showNumbers();
    }

    private RedisSlotLeases slots(Redis redis) {
        return new RedisSlotLeases(
                new SlotScript(redis),
                new SlotOwner(files.node(), files.runner()),
                new SlotCaps(config.maxSlots(), config.maxSlotsPerWorkspace().orElse(config.maxSlots())),
                config.slotLease(),
                new KafkaRunnerGroup(admin, KafkaClients.GROUP_PREFIX),
                threads.slots,
                files.leftBehind().attempts());
    }

    private Governors governors() {
        GovernorReports findings = new LoggedFindings(outcomes, files.runner(), Clock.systemUTC());
        return new Governors(
                (assignment, finding) -> {
                    metrics.found(finding);
                    findings.report(assignment, finding);
                },
                System::nanoTime);
    }

    private DrivenAgents agents(
            TypesDirectory brought, Workspaces workspaces, CallbackConfig callback, Map<String, String> ownEnvironment)
            throws IOException {
        ContinuedNumbers numbers = new ContinuedNumbers();
        ProcessSettings settings = new ProcessSettings(
                files.node(), files.directory().emptied("prompts"), ownEnvironment, config.stopGrace());
        return new DrivenAgents(
                config,
                brought,
                settings,
                new DrivenAgents.Surroundings(
                        ownEnvironment,
                        new Callback(callback.url(), callback.secret(), callback.tokenTime()),
                        workspaces,
                        apart,
                        outputs(numbers),
                        numbers,
                        new LoggedUsage(outcomes, files.runner(), Clock.systemUTC()),
                        governors,
                        processes,
                        new Confines(groups, patrol, config.limits()),
                        files.journal(),
                        metrics::spawned,
                        threads));
    }

    private KafkaOutputs outputs(ContinuedNumbers numbers) {
        return new KafkaOutputs(
                outputProducer,
                OutputLimit.of(config.maxOutput().asLongValue()),
                config.outputWait(),
                threads.output,
                numbers,
                Clock.systemUTC());
    }

    private KafkaDispatches dispatches(StopRegister stops, DeadLetters deadLetters) {
        Backlog backlog = new Backlog();
        TakeProtocol protocol = new TakeProtocol(
                new TakeProtocol.Terms(files.runner(), places(), config.lease(), config.leaseMargin()),
                new TakeProtocol.Parts(
                        backlog,
                        running,
                        slots,
                        outcomes,
                        this::ended,
                        files.journal(),
                        stops,
                        stopOrders,
                        metrics::begins,
                        Clock.systemUTC(),
                        System::nanoTime));
        return new KafkaDispatches(
                () -> kafka.dispatches(config.pool()),
                Topics.dispatches(config.pool()),
                backlog,
                protocol,
                deadLetters,
                hindrances);
    }

    private int places() {
        return config.places().orElse(config.maxSlots());
    }

    private void showNumbers() {
        metrics.host(presence::host);
        metrics.gauge("slots.in.use", "slots in use over all runners, when last heard of", slots::inUse);
        metrics.gauge("slots.cap", "slots there are over all runners", config::maxSlots);
        metrics.gauge("places", "attempts that may run here at a time", this::places);
        metrics.gauge("places.in.use", "places that are taken", running::placesTaken);
        metrics.gauge(
                "attempts.left.behind",
                "attempts that have ended while their class did not, each with its slot",
                running::leftBehind);
        metrics.gauge("spool.results", "results on disk that wait for Kafka", results::spooled);
    }

    /** This run of the runner, as reports name it. */
    public String id() {
        return files.runner();
    }

    /** Begins to work, in the background. */
    public void start() {
        Threads.start("start-up", this::startUp);
    }

    /**
     * Takes nothing more and lets what runs end within the grace of a drain. What does not is stopped and handed back, so that the scheduler
     * dispatches it again at once. Returns when all of that is reported, or stored on disk.
     */
    @Override
    public void close() {
        closing = true;
        hindrances.set(START_UP, "stopping");
        dispatches.close();
        threads.presence.execute(Threads.persistent("saying that this runner leaves", presence::drain));
        await(() -> running.count() == 0, config.drain().grace());
        running.close(StopOrder.RUNNER_STOPPED);
        dispatches.awaitEnd();
        await(() -> running.count() == 0, config.stopGrace().plus(KILL));
        await(this::allAcknowledged, LAST_REPORTS);
        stopOrders.close();
        slots.close();
        outputProducer.close(LAST_REPORTS);
        results.tend();
        presence.leave();
        outcomeProducer.close(LAST_REPORTS);
        admin.close(Duration.ZERO);
        threads.close();
        groups.close();
        files.close();
    }

    private static String path(Map<String, String> ownEnvironment) {
        return ownEnvironment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
    }

    private static ControlGroups groups(RunnerConfig config, String node) {
        boolean unwanted = config.cgroup().filter("none"::equals).isPresent();
        ControlGroups groups = unwanted
                ? new NoControlGroups("signalbox.runner.cgroup is none")
                : Cgroups.find(config.cgroup().map(Path::of), node);
        if (!groups.shortcoming().isEmpty()) {
            LOG.infof("the kernel does not keep all limits of steps here: %s", groups.shortcoming());
        }
        return groups;
    }

    private void ended(Assignment assignment, AttemptResult result) {
        metrics.ended(result.outcome());
        results.ended(assignment, result);
    }

    private void freed(AttemptRef attempt) {
        slots.release(attempt);
        dispatches.roomFreed();
    }

    private void startUp() {
        try {
            hindrances.set(START_UP, "sweeping what an earlier run left behind");
            int killed = new Sweep(processes, groups, files.node()).run(files.leftBehind());
            if (killed > 0) {
                LOG.infof("killed %d processes of an earlier run", killed);
            }
            apart.settle();
            awaitTopics();
            settleThePast();
            hindrances.set(START_UP, "reading the orders to stop");
            Threads.start("controls", stopOrders);
            while (!closing && !stopOrders.readUpToNow()) {
                LOG.info("waiting for the orders to stop");
            }
            slots.keepUp();
            Threads.repeat(threads.patrol, PATROL, "looking at what processes use", patrol);
            Threads.repeat(threads.guard, GUARD, "the guard of leases", new LeaseGuard(running, System::nanoTime));
            Threads.repeat(threads.governors, GOVERN, "the governor", governors);
            Threads.repeat(threads.reports, config.heartbeatInterval().dividedBy(4), "sending heartbeats", heartbeats);
            apart.start(threads.radar, threads.sizes);
            dispatches.start();
            threads.presence.scheduleWithFixedDelay(
                    Threads.persistent("saying that this runner is there", presence),
                    0,
                    config.presenceInterval().toNanos(),
                    TimeUnit.NANOSECONDS);
            hindrances.clear(START_UP);
            LOG.infof("runner %s takes work of pool %s", files.runner(), config.pool());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | IOException e) {
            LOG.error("the runner cannot start", e);
            hindrances.setForGood(START_UP, "cannot start: " + e.getMessage());
        }
    }

    private void awaitTopics() throws InterruptedException {
        List<String> needed = List.of(
                Topics.dispatches(config.pool()), Topics.OUTCOMES, Topics.CONTROLS, Topics.OUTPUT, Topics.RUNNERS);
        hindrances.set(START_UP, "waiting for Kafka");
        while (!closing) {
            String missing;
            try {
                List<String> topics = KafkaClients.missingTopics(admin, needed);
                if (topics.isEmpty()) {
                    return;
                }
                missing = "waiting for the topics " + String.join(", ", topics);
            } catch (KafkaException e) {
                missing = "waiting for Kafka";
            }
            hindrances.set(START_UP, missing);
            TimeUnit.NANOSECONDS.sleep(TOPICS_AGAIN.toNanos());
        }
    }

    /** Reports what became of the attempts of the run before. */
    private void settleThePast() throws IOException {
        hindrances.set(START_UP, "sending the results of an earlier run");
        List<ResultSpool.Segment> stored = files.spool().stored();
        Set<AttemptRef> known = new HashSet<>();
        stored.forEach(segment ->
                segment.results().forEach(result -> known.add(result.finished().attempt())));
        results.resume(stored);
        files.leftBehind().attempts().stream()
                .filter(attempt -> !known.contains(attempt))
                .forEach(attempt -> results.ended(
                        attempt, null, AttemptResult.withoutProcess(AttemptOutcome.LOST, "its runner died")));
        Threads.repeat(threads.reports, TEND, "looking after results", this::tend);
        while (!closing && !allAcknowledged()) {
            await(this::allAcknowledged, RESULTS_WITHOUT_ACKNOWLEDGEMENT);
        }
    }

    private void tend() {
        results.tend();
        files.journal().flush();
    }

    private boolean allAcknowledged() {
        return results.unacknowledged() == 0;
    }

    private static boolean await(BooleanSupplier condition, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            try {
                TimeUnit.NANOSECONDS.sleep(LOOK_AGAIN.toNanos());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
