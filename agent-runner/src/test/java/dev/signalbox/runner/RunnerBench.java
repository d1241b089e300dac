package dev.signalbox.runner;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.runner.support.PlayedScheduler;
import dev.signalbox.runner.support.Servers;
import dev.signalbox.runner.support.Starts;
import dev.signalbox.runner.support.TestRunner;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.awaitility.Awaitility;

/** Measures this service alone, against real servers. Not a test: run its main method. */
final class RunnerBench {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("bench");

    private RunnerBench() {}

    public static void main(String[] arguments) throws Exception {
        Servers servers = Servers.shared();
        Path directory = Files.createTempDirectory("runner-bench");
        try (PlayedScheduler scheduler = new PlayedScheduler(servers.kafka.bootstrapServers());
                TestRunner runner =
                        TestRunner.start(servers, scheduler.pool, directory, Map.of("max-slots", "10000"))) {
            System.out.println("runner " + runner.id());
            for (int round = 1; round <= 3; round++) {
                chain(scheduler, round, 500);
                burst(scheduler, round, 20_000);
            }
            for (int round = 1; round <= 2; round++) {
                processes(scheduler, round, 2_000);
            }
        }
        System.exit(0);
    }

    private static void chain(PlayedScheduler scheduler, int round, int length) throws Exception {
        long[] nanos = new long[length];
        for (int i = 0; i < length; i++) {
            AttemptRef attempt = scheduler.attempt(WORKSPACE, "chain-" + round + "-" + i, 1, 1);
            long begin = System.nanoTime();
            scheduler.dispatch(Starts.fake(attempt, FakeScript.IMMEDIATE_SUCCESS));
            while (!scheduler.hasEnded(attempt)) {
                Thread.onSpinWait();
            }
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "chain: median %.2f ms, p99 %.2f ms%n", nanos[length / 2] / 1e6, nanos[length * 99 / 100] / 1e6);
    }

    private static void burst(PlayedScheduler scheduler, int round, int steps) {
        int before = scheduler.ended();
        double cpu = cpuSeconds();
        long begin = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            AttemptRef attempt = scheduler.attempt(WORKSPACE, "burst-" + round + "-" + i, 1, 1);
            scheduler.dispatch(Starts.fake(attempt, FakeScript.IMMEDIATE_SUCCESS));
        }
        double sent = (System.nanoTime() - begin) / 1e9;
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> scheduler.ended() - before >= steps);
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "burst: %.0f steps/s (sent in %.2f s), %.3f ms CPU per step with the test itself%n",
                steps / seconds, sent, (cpuSeconds() - cpu) / steps * 1e3);
    }

    private static void processes(PlayedScheduler scheduler, int round, int steps) {
        int before = scheduler.ended();
        long begin = System.nanoTime();
        for (int i = 0; i < steps; i++) {
            scheduler.dispatch(
                    Starts.command(scheduler.attempt(WORKSPACE, "true-" + round + "-" + i, 1, 1), "/bin/true"));
        }
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> scheduler.ended() - before >= steps);
        System.out.printf("processes: %.0f /bin/true per second%n", steps / ((System.nanoTime() - begin) / 1e9));
    }

    private static double cpuSeconds() {
        return ((com.sun.management.OperatingSystemMXBean)
                                java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                        .getProcessCpuTime()
                / 1e9;
    }
}
