package dev.signalbox.runner;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.coding.adapter.CodingProgram;
import dev.signalbox.runner.coding.adapter.LoggedUsage;
import dev.signalbox.runner.coding.cli.Aider;
import dev.signalbox.runner.coding.cli.ClaudeCode;
import dev.signalbox.runner.coding.cli.Codex;
import dev.signalbox.runner.coding.cli.Cursor;
import dev.signalbox.runner.coding.cli.Pi;
import dev.signalbox.runner.coding.port.CodingCli;
import dev.signalbox.runner.coding.port.UsageReports;
import dev.signalbox.runner.fake.FakeAgent;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.governor.adapter.LoggedFindings;
import dev.signalbox.runner.governor.port.GovernorReports;
import dev.signalbox.runner.health.Hindrances;
import dev.signalbox.runner.http.adapter.HttpAgent;
import dev.signalbox.runner.kafka.KafkaClients;
import dev.signalbox.runner.output.ContinuedNumbers;
import dev.signalbox.runner.output.OutputLimit;
import dev.signalbox.runner.output.adapter.KafkaOutputs;
import dev.signalbox.runner.presence.Offer;
import dev.signalbox.runner.presence.Presence;
import dev.signalbox.runner.presence.RunnerCard;
import dev.signalbox.runner.presence.adapter.KafkaRunners;
import dev.signalbox.runner.presence.adapter.ProcHost;
import dev.signalbox.runner.presence.adapter.ProgramSearch;
import dev.signalbox.runner.process.Callback;
import dev.signalbox.runner.process.Confines;
import dev.signalbox.runner.process.Patrol;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.process.adapter.Cgroups;
import dev.signalbox.runner.process.adapter.CommandProgram;
import dev.signalbox.runner.process.adapter.LinuxProcesses;
import dev.signalbox.runner.process.adapter.ProcessAgent;
import dev.signalbox.runner.process.adapter.ProcessSettings;
import dev.signalbox.runner.process.adapter.Program;
import dev.signalbox.runner.process.port.ControlGroups;
import dev.signalbox.runner.process.port.NoControlGroups;
import dev.signalbox.runner.report.Heartbeats;
import dev.signalbox.runner.report.Results;
import dev.signalbox.runner.report.adapter.DeadLetters;
import dev.signalbox.runner.report.adapter.FileResultSpool;
import dev.signalbox.runner.report.adapter.KafkaOutcomes;
import dev.signalbox.runner.report.port.ResultSpool;
import dev.signalbox.runner.secret.adapter.RunnerSecrets;
import dev.signalbox.runner.secret.adapter.SecretiveAgent;
import dev.signalbox.runner.slot.SlotCaps;
import dev.signalbox.runner.slot.adapter.KafkaRunnerGroup;
import dev.signalbox.runner.slot.adapter.RedisSlotLeases;
import dev.signalbox.runner.slot.adapter.SlotOwner;
import dev.signalbox.runner.slot.adapter.SlotScript;
import dev.signalbox.runner.stop.LeaseGuard;
import dev.signalbox.runner.stop.StopRegister;
import dev.signalbox.runner.stop.adapter.KafkaStopOrders;
import dev.signalbox.runner.sweep.LeftBehind;
import dev.signalbox.runner.sweep.Sweep;
import dev.signalbox.runner.sweep.adapter.FileJournal;
import dev.signalbox.runner.sweep.adapter.NodeDirectory;
import dev.signalbox.runner.take.Backlog;
import dev.signalbox.runner.take.TakeProtocol;
import dev.signalbox.runner.take.adapter.KafkaDispatches;
import dev.signalbox.runner.types.DescribedCli;
import dev.signalbox.runner.types.adapter.ClassAgent;
import dev.signalbox.runner.types.adapter.TypesDirectory;
import dev.signalbox.runner.worktree.IsolatedAgent;
import dev.signalbox.runner.worktree.LivePlaces;
import dev.signalbox.runner.worktree.Radar;
import dev.signalbox.runner.worktree.Workplaces;
import dev.signalbox.runner.worktree.adapter.GitRepositories;
import dev.signalbox.runner.worktree.adapter.LeftWorktrees;
import dev.signalbox.runner.worktree.adapter.PlainCopies;
import dev.signalbox.runner.worktree.port.Repositories;
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
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
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
    private static final Map<AgentType, CodingCli> CODING_AGENTS = Map.of(
            AgentType.CLAUDE_CODE, new ClaudeCode(),
            AgentType.CODEX, new Codex(),
            AgentType.AIDER, new Aider(),
            AgentType.CURSOR, new Cursor(),
            AgentType.PI, new Pi());
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
    private final NodeDirectory directory;
    private final String runner;
    private final Threads threads = new Threads();
    private final LinuxProcesses processes = new LinuxProcesses();
    private final ControlGroups groups;
    private final Patrol patrol = new Patrol();
    private final LeftBehind leftBehind;
    private final FileJournal journal;
    private final FileResultSpool spool;
    private final Admin admin;
    private final KafkaProducer<byte[], byte[]> outcomeProducer;
    private final KafkaProducer<byte[], byte[]> outputProducer;
    private final RedisSlotLeases slots;
    private final Results results;
    private final RunningAttempts running;
    private final Heartbeats heartbeats;
    private final KafkaStopOrders stopOrders;
    private final KafkaDispatches dispatches;
    private final Presence presence;
    private final LivePlaces livePlaces = new LivePlaces();
    private final LeftWorktrees leftWorktrees;
    private final Radar radar;
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
        directory = NodeDirectory.open(config.dataDirectory(), config.id());
        runner = directory.node() + "-" + UUID.randomUUID().toString().substring(0, 8);
        groups = groups(config, directory.node());
        Path journalFile = directory.file("attempts.journal");
        leftBehind = FileJournal.read(journalFile);
        journal = FileJournal.open(journalFile);
        spool = new FileResultSpool(directory.inside("spool"), runner);

        KafkaClients kafka = new KafkaClients(bootstrapServers, directory.node(), runner);
        admin = kafka.admin();
        outcomeProducer = kafka.outcomes();
        outputProducer = kafka.output();
        KafkaOutcomes outcomes = new KafkaOutcomes(outcomeProducer);
        DeadLetters deadLetters = new DeadLetters(outcomeProducer);
        RunnerMetrics metrics = new RunnerMetrics(registry);

        slots = new RedisSlotLeases(
                new SlotScript(redis),
                new SlotOwner(directory.node(), runner),
                new SlotCaps(config.maxSlots(), config.maxSlotsPerWorkspace().orElse(config.maxSlots())),
                config.slotLease(),
                new KafkaRunnerGroup(admin, KafkaClients.GROUP_PREFIX),
                threads.slots,
                leftBehind.attempts());
        results = new Results(
                outcomes, spool, runner, config.spoolAfter(), journal::settled, Clock.systemUTC(), System::nanoTime);
        ContinuedNumbers numbers = new ContinuedNumbers();
        KafkaOutputs outputs = new KafkaOutputs(
                outputProducer,
                OutputLimit.of(config.maxOutput().asLongValue()),
                config.outputWait(),
                threads.output,
                numbers,
                Clock.systemUTC());
        UsageReports usage = new LoggedUsage(outcomes, runner, Clock.systemUTC());
        GovernorReports findings = new LoggedFindings(outcomes, runner, Clock.systemUTC());
        governors = new Governors(
                (assignment, finding) -> {
                    metrics.found(finding);
                    findings.report(assignment, finding);
                },
                System::nanoTime);
        Map<AgentType, Agent> agents = new TreeMap<>();
        agents.put(AgentType.FAKE, new FakeAgent(threads.timer, outputs));
        agents.put(AgentType.HTTP, new HttpAgent(outputs, usage, threads.services, threads.timer));
        Workspaces workspaces = new Workspaces(config.workspaces(), directory.inside("workspaces"));
        Function<Program, Agent> asProcesses = processes(ownEnvironment, workspaces, metrics);
        agents.put(AgentType.COMMAND, asProcesses.apply(new CommandProgram(outputs)));
        brought.classes()
                .forEach((type, adapter) -> agents.put(
                        type,
                        new ClassAgent(
                                adapter,
                                workspaces,
                                outputs,
                                usage,
                                threads.services,
                                threads.timer,
                                config.stopGrace())));
        Map<AgentType, CodingCli> programs = new TreeMap<>(CODING_AGENTS);
        brought.described().forEach((type, description) -> programs.put(type, new DescribedCli(description)));
        programs.forEach((type, cli) -> agents.put(
                type, asProcesses.apply(new CodingProgram(cli, outputs, usage, threads.timer, config.resultGrace()))));
        Repositories repositories = repositories(ownEnvironment);
        leftWorktrees = new LeftWorktrees(ownPlace("worktrees"), repositories);
        radar = new Radar(
                livePlaces,
                outcomes,
                runner,
                Clock.systemUTC(),
                (attempt, e) -> LOG.debugf("the work of %s cannot be compared: %s", attempt, e.getMessage()));
        IsolatedAgent.Parts isolation = new IsolatedAgent.Parts(
                workplaces(repositories),
                asProcesses.apply(new CommandProgram(outputs)),
                outputs,
                numbers,
                livePlaces,
                config.worktrees().gateTimeout(),
                threads.processes,
                threads.timer);
        agents.replaceAll((type, agent) -> new IsolatedAgent(agent, isolation));
        running = new RunningAttempts(
                withSecrets(agents, ownEnvironment, access(callback)),
                (assignment, result) -> ended(assignment, result, metrics),
                this::freed,
                threads.timer);
        heartbeats = new Heartbeats(
                running, outcomes, runner, config.heartbeatInterval(), Clock.systemUTC(), System::nanoTime);

        StopRegister stops = new StopRegister(config.stopMemory());
        stopOrders = new KafkaStopOrders(kafka::controls, config.stopMemory(), stops, running, deadLetters);
        int places = config.places().orElse(config.maxSlots());
        Backlog backlog = new Backlog();
        TakeProtocol protocol = new TakeProtocol(
                new TakeProtocol.Terms(runner, places, config.lease(), config.leaseMargin()),
                new TakeProtocol.Parts(
                        backlog,
                        running,
                        slots,
                        outcomes,
                        (assignment, result) -> ended(assignment, result, metrics),
                        journal,
                        stops,
                        stopOrders,
                        metrics::begins,
                        Clock.systemUTC(),
                        System::nanoTime));
        dispatches = new KafkaDispatches(
                () -> kafka.dispatches(config.pool()),
                Topics.dispatches(config.pool()),
                backlog,
                protocol,
                deadLetters,
                hindrances);

        presence = new Presence(
                new RunnerCard(directory.node(), runner, config.pool(), places, config.presenceInterval()),
                offer(agents.keySet(), programs, ownEnvironment),
                running,
                new ProcHost(config.dataDirectory().toAbsolutePath()),
                new KafkaRunners(outcomeProducer),
                Clock.systemUTC());

        metrics.host(presence::host);
        metrics.gauge("slots.in.use", "slots in use over all runners, when last heard of", slots::inUse);
        metrics.gauge("slots.cap", "slots there are over all runners", config::maxSlots);
        metrics.gauge("places", "attempts that may run here at a time", () -> places);
        metrics.gauge("places.in.use", "attempts that run here", running::count);
        metrics.gauge("spool.results", "results on disk that wait for Kafka", results::spooled);
    }

    /** This run of the runner, as reports name it. */
    public String id() {
        return runner;
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
        closeFiles();
    }

    private Map<AgentType, Agent> withSecrets(
            Map<AgentType, Agent> agents, Map<String, String> ownEnvironment, Callback callback) {
        RunnerSecrets secrets = new RunnerSecrets(ownEnvironment, config.secretVariables(), config.secretsDirectory());
        Map<AgentType, Agent> all = new TreeMap<>();
        agents.forEach((type, agent) -> all.put(type, new SecretiveAgent(agent, secrets, callback, Clock.systemUTC())));
        return all;
    }

    private static Supplier<Offer> offer(
            Set<AgentType> types, Map<AgentType, CodingCli> clis, Map<String, String> ownEnvironment) {
        Map<AgentType, String> programs = new TreeMap<>();
        clis.forEach((type, cli) -> programs.put(type, cli.program()));
        List<AgentType> others =
                types.stream().filter(type -> !programs.containsKey(type)).toList();
        return new ProgramSearch(others, programs, ownEnvironment.getOrDefault("PATH", ""));
    }

    private Function<Program, Agent> processes(
            Map<String, String> ownEnvironment, Workspaces workspaces, RunnerMetrics metrics) throws IOException {
        ProcessSettings settings = new ProcessSettings(
                directory.node(),
                directory.emptied("prompts"),
                directory.emptied("pipes"),
                ownEnvironment,
                config.stopGrace());
        Confines confines = new Confines(groups, patrol, config.limits());
        return program -> new ProcessAgent(
                settings,
                workspaces,
                program,
                processes,
                confines,
                journal,
                threads.spawners,
                threads.processes,
                metrics::spawned,
                governors);
    }

    private Workspaces workspaces() throws IOException {
        return new Workspaces(config.workspaces(), directory.inside("workspaces"));
    }

    private Workplaces workplaces(Repositories repositories) throws IOException {
        return new Workplaces(
                directory.node(),
                workspaces(),
                ownPlace("worktrees"),
                config.worktrees().most(),
                ownPlace("copies"),
                repositories,
                new PlainCopies(),
                threads.processes);
    }

    /** A name of its own for each node, because several may be told to use one directory. */
    private Path ownPlace(String kind) {
        return config.worktrees()
                .directory()
                .map(configured ->
                        configured.toAbsolutePath().resolve(directory.node()).resolve(kind))
                .orElseGet(() -> directory.file(kind))
                .normalize();
    }

    private Repositories repositories(Map<String, String> ownEnvironment) {
        return new GitRepositories(
                config.worktrees().git(),
                ownEnvironment.getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin"),
                directory.node(),
                config.worktrees().gitTimeout());
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

    private static Callback access(CallbackConfig config) {
        return new Callback(config.url(), config.secret(), config.tokenTime());
    }

    private void ended(Assignment assignment, AttemptResult result, RunnerMetrics metrics) {
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
            int killed = new Sweep(processes, groups, directory.node()).run(leftBehind);
            if (killed > 0) {
                LOG.infof("killed %d processes of an earlier run", killed);
            }
            leftWorktrees.settle();
            awaitTopics();
            settleThePast();
            hindrances.set(START_UP, "reading the orders to stop");
            Threads.start("controls", stopOrders);
            while (!closing && !stopOrders.readUpToNow()) {
                LOG.info("waiting for the orders to stop");
            }
            slots.keepUp();
            repeat(threads.patrol, PATROL, "looking at what processes use", patrol);
            repeat(threads.guard, GUARD, "the guard of leases", new LeaseGuard(running, System::nanoTime));
            repeat(threads.governors, GOVERN, "the governor", governors);
            repeat(threads.reports, config.heartbeatInterval().dividedBy(4), "sending heartbeats", heartbeats);
            repeat(threads.radar, config.worktrees().radarInterval(), "comparing the work of attempts", radar);
            dispatches.start();
            threads.presence.scheduleWithFixedDelay(
                    Threads.persistent("saying that this runner is there", presence),
                    0,
                    config.presenceInterval().toNanos(),
                    TimeUnit.NANOSECONDS);
            hindrances.clear(START_UP);
            LOG.infof("runner %s takes work of pool %s", runner, config.pool());
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
        List<ResultSpool.Segment> stored = spool.stored();
        Set<AttemptRef> known = new HashSet<>();
        stored.forEach(segment ->
                segment.results().forEach(result -> known.add(result.finished().attempt())));
        results.resume(stored);
        leftBehind.attempts().stream()
                .filter(attempt -> !known.contains(attempt))
                .forEach(attempt -> results.ended(
                        attempt, null, AttemptResult.withoutProcess(AttemptOutcome.LOST, "its runner died")));
        repeat(threads.reports, TEND, "looking after results", this::tend);
        while (!closing && !allAcknowledged()) {
            await(this::allAcknowledged, RESULTS_WITHOUT_ACKNOWLEDGEMENT);
        }
    }

    private void tend() {
        results.tend();
        journal.flush();
    }

    private boolean allAcknowledged() {
        return results.unacknowledged() == 0;
    }

    private static void repeat(ScheduledExecutorService executor, Duration period, String what, Runnable task) {
        executor.scheduleWithFixedDelay(
                Threads.persistent(what, task), period.toNanos(), period.toNanos(), TimeUnit.NANOSECONDS);
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

    private void closeFiles() {
        try {
            journal.close();
            directory.close();
        } catch (IOException e) {
            LOG.warn("the data directory was not closed properly", e);
        }
    }
}
