package dev.signalbox.bench;

import dev.signalbox.bench.Graphs.Work;
import dev.signalbox.client.RunFilter;
import dev.signalbox.client.SignalboxClient;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.standalone.stack.ProcessRecord;
import dev.signalbox.standalone.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;

/** Each measurement, on a running stack. */
final class Measurements {
    private static final String[] SERVICES = {"admission-service", "scheduler-service", "agent-runner", "event-log"};
    private static final String[] SERVERS = {"kafka", "redis", "postgres"};
    private static final int SUBMITTERS = 16;
    private static final int WORKSPACES = 8;
    private static final int WARM_WINDOW = 20;
    private static final int BURSTS = 5;
    private static final int CHAIN = 500;
    private static final int CLIENT_WINDOW = 3;
    private static final int CLIENT_ROUNDS = 20;
    private static final int WARM_STEPS = 200 * 5 + 20 * 20 + 100;
    private static final List<Integer> RATES =
            List.of(10, 25, 50, 100, 150, 200, 300, 400, 500, 600, 800, 1_000, 1_500, 2_000);
    private static final int ORDINARY_RATE = 200;
    private static final double MOST_MILLIS = 25;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Stack stack;
    private final SignalboxClient client;
    private final EventTap tap;
    private final BareEcho echo;
    private final Report report;
    private final int warmRounds;
    private int serial;

    /** @param warmRounds how many rounds a warm-up takes at most */
    Measurements(Stack stack, SignalboxClient client, EventTap tap, BareEcho echo, Report report, int warmRounds) {
        this.stack = stack;
        this.client = client;
        this.tap = tap;
        this.echo = echo;
        this.report = report;
        this.warmRounds = warmRounds;
    }

    void run(String name) throws Exception {
        switch (name) {
            case "idle" -> idle();
            case "chain" -> chain();
            case "throughput" -> throughput();
            case "processes" -> processes();
            case "agents" -> new AgentProcesses(stack, client, tap, report).measure();
            case "api" -> api();
            case "admission" -> admission();
            case "scale" -> scale();
            case "plan" -> plan();
            case "worktrees" -> Worktrees.measure(client, report);
            default -> throw new IllegalArgumentException(name);
        }
    }

    /**
     * Lets the compilers of all services see the hot paths, many steps at once and steps that come alone, until a step costs no less
     * than before.
     */
    void warmUp(Consumer<String> progress) throws Exception {
        Steadiness steadiness = new Steadiness(WARM_WINDOW, warmRounds);
        AtomicInteger steps = new AtomicInteger();
        steadiness.reach(() -> {
            ProcessorTime before = ProcessorTime.of(stack);
            awaitAll(submitAll(200, _ -> graph("warm", 1, 5, Work.FAKE)));
            awaitAll(submitAll(20, _ -> graph("warm", 20, 1, Work.FAKE)));
            awaitAll(submitAll(1, _ -> graph("warm", 1, 100, Work.FAKE)));
            double cost = ProcessorTime.of(stack).since(before).of(SERVICES).toNanos() / 1e6 / WARM_STEPS;
            progress.accept("warming up: %,d steps, %.2f ms of processor time each"
                    .formatted(steps.addAndGet(WARM_STEPS), cost));
            return cost;
        });
        report.add(
                "warm-up",
                steps.get(),
                "steps",
                "until a step costs no less than before, or %d rounds".formatted(warmRounds));
    }

    private void idle() throws InterruptedException, IOException {
        Duration time = Duration.ofSeconds(10);
        ProcessorTime before = ProcessorTime.of(stack);
        TimeUnit.SECONDS.sleep(time.toSeconds());
        ProcessorTime used = ProcessorTime.of(stack).since(before);
        for (ProcessRecord process : stack.processes()) {
            report.add(
                    "idle " + process.name() + ", processor",
                    100.0 * used.of(process.name()).toNanos() / time.toNanos(),
                    "% of one",
                    "");
            report.add("memory of " + process.name(), residentMebibytes(process), "MiB", "resident, after the warm-up");
        }
    }

    private void chain() throws Exception {
        Samples bare = whenSteady(() -> echo.measure(CHAIN));
        Samples protocol;
        try (BareProtocol kafkaAlone = new BareProtocol(stack.kafkaAddress())) {
            protocol = whenSteady(() -> kafkaAlone.measure(CHAIN));
        }
        Samples steps = whenSteady(this::oneChain);
        report.add("bare Kafka echo, median", bare.median(), "ms", "");
        report.add("bare Kafka echo, p99", bare.p99(), "ms", "");
        report.add("Kafka's part of a step alone, median", protocol.median(), "ms", "the same records, nothing else");
        report.add("chain of 500, one at a time, median", steps.median(), "ms/step", "");
        report.add("chain of 500, one at a time, p99", steps.p99(), "ms/step", "");
        report.add("chain, median against the bare echo", steps.median() / bare.median(), "times", "goal: at most 3");
        report.add("Kafka's part alone against the bare echo", protocol.median() / bare.median(), "times", "");
    }

    private Samples oneChain() throws InterruptedException {
        RunId run = client.submit(graph("chain", 1, CHAIN, Work.FAKE)).run();
        tap.awaitSuccess(List.of(run));
        return gaps(tap.successes(run));
    }

    /** The code of whoever measures has to be compiled as well as that of what is measured. */
    private static Samples whenSteady(Callable<Samples> measurement) throws Exception {
        new Steadiness(CLIENT_WINDOW, CLIENT_ROUNDS)
                .reach(() -> measurement.call().median());
        return measurement.call();
    }

    private void throughput() throws Exception {
        bursts("500 concurrent chains of 5", 500, 1, 5, Work.FAKE);
        bursts("50 fans of 20", 50, 20, 1, Work.FAKE);
        bursts("one run of 100 chains of 100", 1, 100, 100, Work.FAKE);
    }

    private void processes() throws Exception {
        bursts("100 chains of 5 of /bin/true", 100, 1, 5, Work.PROCESS);
        bursts("20 fans of 50 of /bin/true", 20, 50, 1, Work.PROCESS);
    }

    /** The same burst of runs several times; one alone says little on a noisy machine. */
    private void bursts(String name, int runs, int width, int length, Work work) throws Exception {
        int steps = runs * width * length;
        List<Long> nanos = new ArrayList<>();
        ProcessorTime before = ProcessorTime.of(stack);
        for (int i = 0; i < BURSTS; i++) {
            nanos.add(burst(runs, width, length, work));
        }
        ProcessorTime used = ProcessorTime.of(stack).since(before);
        Samples times = Samples.of(nanos);
        report.add(
                name,
                perSecond(steps, times, 0.5),
                "steps/s",
                "from the first POST to the last end; median of %d, %,.0f to %,.0f"
                        .formatted(BURSTS, perSecond(steps, times, 1), perSecond(steps, times, 0)));
        processorTime(name + ", processor, services", used, BURSTS * steps, SERVICES);
        for (String service : SERVICES) {
            processorTime("    of that " + service, used, BURSTS * steps, service);
        }
        processorTime(name + ", processor, servers", used, BURSTS * steps, SERVERS);
    }

    private static double perSecond(int steps, Samples times, double quantile) {
        return steps * 1_000 / times.millis(quantile);
    }

    private void processorTime(String name, ProcessorTime used, int steps, String... processes) {
        report.add(name, used.of(processes).toNanos() / 1e6 / steps, "ms/step", "");
    }

    /** Answers how many nanoseconds passed from the first POST to the last end. */
    private long burst(int runs, int width, int length, Work work) throws Exception {
        long start = System.nanoTime();
        List<RunId> ids = submitAll(runs, i -> graph("burst", width, length, work));
        long end = tap.awaitSuccess(ids);
        awaitHistory(ids);
        return end - start;
    }

    private void api() throws Exception {
        List<Long> nanos = Collections.synchronizedList(new ArrayList<>());
        List<RunId> runs = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long begin = System.nanoTime();
            for (int i = 0; i < 2_000; i++) {
                waitUntil(begin + i * TimeUnit.SECONDS.toNanos(1) / 200);
                RunRequest request = graph("post", 1, 1, Work.FAKE);
                long due = System.nanoTime();
                threads.submit(() -> {
                    runs.add(client.submit(request).run());
                    nanos.add(System.nanoTime() - due);
                });
            }
        }
        tap.awaitSuccess(runs);
        Samples posts = Samples.of(nanos);
        report.add("POST /v1/runs at 200/s, p50", posts.median(), "ms", "");
        report.add("POST /v1/runs at 200/s, p99", posts.p99(), "ms", "");
        Samples readable = readable();
        report.add("from decision to readable over the API, p50", readable.median(), "ms", "a chain of 300, streamed");
        report.add("from decision to readable over the API, p99", readable.p99(), "ms", "");
    }

    /** The door under more and more callers; each run is one step that is over at once. */
    private void admission() throws Exception {
        try (SteadyCallers callers = new SteadyCallers(stack.door())) {
            callers.warmUp(stack, tap, ORDINARY_RATE, this::oneStep, warmRounds);
            int highest = 0;
            for (int rate : RATES) {
                boolean kept = keepsUp(callers, rate);
                highest = kept ? rate : highest;
                if (!kept && rate >= ORDINARY_RATE) {
                    break;
                }
            }
            report.add("admission, highest rate with p99 under 25 ms", highest, "runs/s", "of " + RATES);
        }
    }

    private boolean keepsUp(SteadyCallers callers, int rate) throws InterruptedException {
        SteadyCallers.Answers answers = callers.call(rate, Duration.ofSeconds(10), this::oneStep);
        tap.awaitSuccess(answers.runs());
        int missing = answers.all() - answers.runs().size();
        Samples admitted = Samples.of(answers.admitted());
        report.add("admission at %d/s, p50".formatted(rate), admitted.median(), "ms", "");
        report.add(
                "admission at %d/s, p99".formatted(rate),
                admitted.p99(),
                "ms",
                missing == 0 ? "" : missing + " were not admitted");
        return missing == 0 && admitted.p99() < MOST_MILLIS;
    }

    private RunRequest oneStep() {
        return graph("admitted", 1, 1, Work.FAKE);
    }

    private Samples readable() {
        RunId run = client.submit(graph("readable", 1, 300, Work.FAKE)).run();
        List<Long> nanos = new ArrayList<>();
        client.stream(
                run,
                0,
                (RunEvent event) ->
                        nanos.add(Duration.between(event.at(), Instant.now()).toNanos()));
        return Samples.of(nanos);
    }

    private void scale() throws Exception {
        double small = 0;
        double large = 0;
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 10; i++) {
                small += seconds(graph("small", 10, 10, Work.FAKE)) / 100;
            }
            large += seconds(graph("large", 10, 1_000, Work.FAKE)) / 10_000;
        }
        report.add("run of 100 steps, ten side by side", small / 30 * 1e6, "us/step", "");
        report.add("run of 10,000 steps, ten side by side", large / 3 * 1e6, "us/step", "");
        report.add("10,000 steps against 100, per step", large * 10 / small, "times", "goal: at most 1.2");
    }

    private double seconds(RunRequest request) throws InterruptedException {
        long start = System.nanoTime();
        RunId run = client.submit(request).run();
        return (tap.awaitSuccess(List.of(run)) - start) / 1e9;
    }

    private void plan() {
        RunRequest request = Graphs.chains("plan", "bench", 100, 100, Work.FAKE);
        long start = System.nanoTime();
        Planning.planned(request);
        report.add("reading and planning 10,000 steps", (System.nanoTime() - start) / 1e6, "ms", "goal: under 2,000");
        Planning.measure(report);
    }

    private RunRequest graph(String name, int width, int length, Work work) {
        int number = serial++;
        return Graphs.chains(name + "-" + number, "bench-" + number % WORKSPACES, width, length, work);
    }

    private List<RunId> submitAll(int count, IntFunction<RunRequest> request) throws Exception {
        List<RunRequest> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            requests.add(request.apply(i));
        }
        List<RunId> runs = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(SUBMITTERS)) {
            List<Future<RunId>> answers = new ArrayList<>();
            for (RunRequest each : requests) {
                answers.add(threads.submit(() -> client.submit(each).run()));
            }
            for (Future<RunId> answer : answers) {
                runs.add(answer.get());
            }
        }
        return runs;
    }

    private void awaitAll(List<RunId> runs) throws InterruptedException {
        tap.awaitSuccess(runs);
        awaitHistory(runs);
    }

    /** The event log works behind; what it does belongs to the figures, and what is asked of it to see that hardly counts. */
    private void awaitHistory(List<RunId> runs) {
        client.stream(runs.getLast(), 0, _ -> {});
        while (Stream.of(RunStatus.values())
                .filter(status -> !status.isTerminal())
                .anyMatch(this::hasRuns)) {
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private boolean hasRuns(RunStatus status) {
        return !client.runs(new RunFilter(status, null, 1, null)).items().isEmpty();
    }

    private static Samples gaps(List<Long> times) {
        List<Long> gaps = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            gaps.add(times.get(i) - times.get(i - 1));
        }
        return Samples.of(gaps);
    }

    private static void waitUntil(long nanoTime) {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static double residentMebibytes(ProcessRecord process) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        return 0;
    }
}
