package dev.signalbox.runner;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.runner.support.BareEcho;
import dev.signalbox.runner.support.PlayedScheduler;
import dev.signalbox.runner.support.Servers;
import dev.signalbox.runner.support.Starts;
import dev.signalbox.runner.support.TestRunner;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/** Measures this service alone, against real servers and next to a bare Kafka echo. Not a test: run its main method. */
final class RunnerBench {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("bench");
    private static final Pattern RUNNERS_OWN = Pattern.compile("signalbox-|vert.x|runner-|process reaper");
    private static final int ROUNDS = Integer.getInteger("rounds", 4);

    private final PlayedScheduler scheduler;
    private final BareEcho echo;

    private RunnerBench(PlayedScheduler scheduler, BareEcho echo) {
        this.scheduler = scheduler;
        this.echo = echo;
    }

    public static void main(String[] arguments) throws Exception {
        Servers servers = Servers.shared();
        Path directory = Files.createTempDirectory("runner-bench");
        try (PlayedScheduler scheduler = new PlayedScheduler(servers.kafka.bootstrapServers());
                BareEcho echo = new BareEcho(servers.kafka.bootstrapServers());
                TestRunner runner =
                        TestRunner.start(servers, scheduler.pool, directory, Map.of("max-slots", "10000"))) {
            System.out.println("measuring " + runner.id());
            RunnerBench bench = new RunnerBench(scheduler, echo);
            for (int round = 1; round <= ROUNDS; round++) {
                bench.echo(500);
                bench.chain(round, 500);
                bench.burst(round, 20_000);
                bench.processes(round, 2_000);
            }
            bench.idle();
        }
        System.exit(0);
    }

    private void echo(int length) throws InterruptedException {
        long[] nanos = new long[length];
        for (int i = 0; i < length; i++) {
            nanos[i] = echo.roundTrip();
        }
        print("bare echo", nanos);
    }

    private void chain(int round, int length) throws InterruptedException {
        long[] nanos = new long[length];
        for (int i = 0; i < length; i++) {
            AttemptRef attempt = scheduler.attempt(WORKSPACE, "chain-" + round + "-" + i, 1, 1);
            long begin = System.nanoTime();
            scheduler.dispatch(Starts.fake(attempt, FakeScript.IMMEDIATE_SUCCESS));
            scheduler.awaitEnd(attempt);
            nanos[i] = System.nanoTime() - begin;
        }
        print("chain of fake steps", nanos);
    }

    private void burst(int round, int steps) throws InterruptedException {
        many("fake steps at once", steps, i -> {
            AttemptRef attempt = scheduler.attempt(WORKSPACE, "burst-" + round + "-" + i, 1, 1);
            return Starts.fake(attempt, FakeScript.IMMEDIATE_SUCCESS);
        });
    }

    private void processes(int round, int steps) throws InterruptedException {
        many(
                "/bin/true at once",
                steps,
                i -> Starts.command(scheduler.attempt(WORKSPACE, "true-" + round + "-" + i, 1, 1), "/bin/true"));
    }

    private void many(String what, int steps, IntFunction<StartAttempt> start) throws InterruptedException {
        int before = scheduler.ended();
        double cpu = cpuSeconds();
        long begin = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            scheduler.dispatch(start.apply(i));
        }
        scheduler.awaitEnds(before + steps);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%-20s %6.0f per second, %.3f ms CPU each in the runner's threads%n",
                what, steps / seconds, (cpuSeconds() - cpu) / steps * 1e3);
    }

    private void idle() throws InterruptedException {
        double cpu = cpuSeconds();
        TimeUnit.SECONDS.sleep(10);
        System.out.printf(
                "idle                 %.2f %% of a core in the runner's threads%n", (cpuSeconds() - cpu) * 10);
    }

    private static void print(String what, long[] nanos) {
        Arrays.sort(nanos);
        System.out.printf(
                "%-20s median %.2f ms, p99 %.2f ms%n",
                what, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    /** The processor time of the threads of the runner in this JVM, without those of the test. */
    private static double cpuSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        double nanos = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo thread = threads.getThreadInfo(id);
            if (thread != null && RUNNERS_OWN.matcher(thread.getThreadName()).find()) {
                nanos += threads.getThreadCpuTime(id);
            }
        }
        return nanos / 1e9;
    }
}
