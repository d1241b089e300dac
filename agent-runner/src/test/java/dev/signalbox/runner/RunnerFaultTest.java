package dev.signalbox.runner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.runner.process.Marker;
import dev.signalbox.runner.process.ProcessEntry;
import dev.signalbox.runner.process.adapter.LinuxProcesses;
import dev.signalbox.runner.support.PlayedScheduler;
import dev.signalbox.runner.support.RunnerProcess;
import dev.signalbox.runner.support.Servers;
import dev.signalbox.runner.support.Starts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills what a runner is made of and what it needs, and looks whether an attempt was ever begun twice or left without a trace. */
@Timeout(300)
class RunnerFaultTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    private final Servers servers = Servers.shared();
    private final LinuxProcesses processes = new LinuxProcesses();
    private final String node = "fault-" + UUID.randomUUID();
    private final List<RunnerProcess> runners = new ArrayList<>();
    private PlayedScheduler scheduler;
    private Path workspace;
    private Path ledger;

    @BeforeEach
    void create() throws Exception {
        servers.flushRedis();
        workspace = Files.createDirectory(directory.resolve("workspace"));
        ledger = Files.createFile(directory.resolve("ledger"));
        scheduler = new PlayedScheduler(servers.kafka.bootstrapServers());
    }

    @AfterEach
    void close() {
        runners.forEach(RunnerProcess::close);
        scheduler.close();
        assertThat(marked()).isEmpty();
    }

    @Test
    void processes_of_a_killed_runner_are_swept_and_their_attempts_reported_lost_when_it_starts_again()
            throws Exception {
        RunnerProcess first = start(Map.of());
        AttemptRef attempt = attempt("orphan");
        scheduler.dispatch(Starts.shell(attempt, "trap '' TERM; sleep 1000 & setsid sleep 1000 & wait"));
        Awaitility.await().atMost(LONG).until(() -> marked().size() >= 3);

        first.kill();
        assertThat(marked()).isNotEmpty();
        start(Map.of());

        assertThat(marked()).isEmpty();
        Awaitility.await().atMost(LONG).until(() -> scheduler.hasEnded(attempt));
        assertThat(scheduler.result(attempt).outcome()).isEqualTo(AttemptOutcome.LOST);
        assertThat(scheduler.result(attempt).message()).contains("its runner died");
        Awaitility.await().atMost(LONG).until(() -> servers.slotsInRedis() == 0);
    }

    @Test
    void whenever_a_runner_is_killed_no_attempt_is_begun_twice_and_none_is_lost_without_a_trace() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Map<String, String> settings = Map.of("max-slots", "8", "slot-lease", "3s");
        int count = 120;
        for (int i = 0; i < count; i++) {
            scheduler.dispatch(Starts.shell(attempt("step-" + i), "echo step-" + i + " >> " + ledger));
        }

        for (int kills = 0; kills < 3; kills++) {
            RunnerProcess runner = start(settings);
            int before = scheduler.outcomes().size();
            int enough = before + 10 + random.nextInt(40);
            Awaitility.await()
                    .atMost(LONG)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> scheduler.outcomes().size() >= enough || scheduler.ended() == count);
            runner.kill();
        }
        start(settings);
        Awaitility.await().atMost(LONG).until(() -> everyStartHasAnEndOrALease(count));

        Map<String, Integer> begun = new HashMap<>();
        Files.readAllLines(ledger).forEach(line -> begun.merge(line, 1, Integer::sum));
        assertThat(begun.values()).as("seed %d", seed).containsOnly(1);
        for (int i = 0; i < count; i++) {
            AttemptRef attempt = attempt("step-" + i);
            assertThat(scheduler.starts(attempt))
                    .as("seed %d, %s", seed, attempt)
                    .isNotEmpty();
        }
    }

    @Test
    void while_redis_is_away_running_attempts_go_on_and_no_new_one_is_taken() throws Exception {
        RunnerProcess runner = start(Map.of());
        AttemptRef running = attempt("running");
        AttemptRef waiting = attempt("waiting");
        scheduler.dispatch(Starts.shell(running, "echo running >> " + ledger + "; sleep 3; echo ended >> " + ledger));
        Awaitility.await().atMost(LONG).until(() -> Files.readAllLines(ledger).contains("running"));

        servers.redis.kill();
        scheduler.dispatch(Starts.shell(waiting, "echo waiting >> " + ledger));
        Awaitility.await().atMost(LONG).until(() -> scheduler.hasEnded(running));
        assertThat(scheduler.result(running).outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        Awaitility.await().atMost(LONG).until(() -> runner.readinessText().contains("Redis"));
        assertThat(scheduler.starts(waiting)).isEmpty();
        servers.redis.startAgain();

        Awaitility.await().atMost(LONG).until(() -> scheduler.hasEnded(waiting));
        assertThat(Files.readAllLines(ledger)).containsExactly("running", "ended", "waiting");
        runner.awaitReady();
    }

    @Test
    void when_redis_loses_everything_the_cap_still_holds() throws Exception {
        start(Map.of("max-slots", "2", "slot-lease", "3s"));
        AttemptRef first = attempt("first");
        AttemptRef second = attempt("second");
        AttemptRef third = attempt("third");
        scheduler.dispatch(Starts.fakeFor(first, Duration.ofSeconds(8)));
        scheduler.dispatch(Starts.fakeFor(second, Duration.ofSeconds(8)));
        Awaitility.await()
                .atMost(LONG)
                .until(() -> !scheduler.starts(first).isEmpty()
                        && !scheduler.starts(second).isEmpty());

        servers.flushRedis();
        scheduler.dispatch(Starts.fake(third, FakeScript.IMMEDIATE_SUCCESS));
        Awaitility.await().atMost(LONG).until(() -> scheduler.hasEnded(third));

        assertThat(Math.min(scheduler.endedAt(first), scheduler.endedAt(second)))
                .isLessThan(scheduler.endedAt(third));
    }

    @Test
    void while_kafka_is_away_a_step_finishes_and_its_result_arrives_later() throws Exception {
        start(Map.of());
        AttemptRef attempt = attempt("patient");
        scheduler.dispatch(Starts.shell(attempt, "echo begun >> " + ledger + "; sleep 2; echo done; exit 6"));
        Awaitility.await().atMost(LONG).until(() -> Files.readAllLines(ledger).contains("begun"));

        servers.kafka.kill();
        Awaitility.await().atMost(LONG).until(() -> spooledFiles() == 1);
        servers.kafka.startAgain();

        Awaitility.await().atMost(LONG).until(() -> scheduler.hasEnded(attempt));
        assertThat(scheduler.result(attempt).outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(scheduler.result(attempt).exitCode()).isEqualTo(6);
        Awaitility.await().atMost(LONG).until(() -> spooledFiles() == 0);
    }

    @Test
    void a_result_that_was_spooled_by_a_killed_runner_is_sent_by_the_next() throws Exception {
        RunnerProcess first = start(Map.of());
        AttemptRef attempt = attempt("spooled");
        scheduler.dispatch(Starts.shell(attempt, "echo begun >> " + ledger + "; sleep 2; exit 6"));
        Awaitility.await().atMost(LONG).until(() -> Files.readAllLines(ledger).contains("begun"));

        servers.kafka.kill();
        Awaitility.await().atMost(LONG).until(() -> spooledFiles() == 1);
        first.kill();
        servers.kafka.startAgain();
        start(Map.of());

        Awaitility.await().atMost(LONG).until(() -> scheduler.hasEnded(attempt));
        assertThat(scheduler.result(attempt).exitCode()).isEqualTo(6);
        assertThat(scheduler.outcomes().stream()
                        .filter(outcome -> outcome.attempt().equals(attempt)))
                .hasSize(2);
    }

    @Test
    void a_process_is_killed_before_its_lease_ends_when_kafka_stays_away() throws Exception {
        start(Map.of("lease", "5s", "lease-margin", "2s", "heartbeat-interval", "1s"));
        AttemptRef attempt = attempt("cut-off");
        scheduler.dispatch(Starts.shell(attempt, "trap '' TERM; while :; do sleep 0.1; done"));
        Awaitility.await()
                .atMost(LONG)
                .until(() -> !scheduler.heartbeats(attempt).isEmpty());

        servers.kafka.kill();
        long before = System.nanoTime();
        Awaitility.await().atMost(LONG).until(() -> marked().isEmpty());
        Duration alive = Duration.ofNanos(System.nanoTime() - before);
        servers.kafka.startAgain();

        assertThat(alive).isLessThan(Duration.ofSeconds(5));
        Awaitility.await().atMost(LONG).until(() -> scheduler.hasEnded(attempt));
        assertThat(scheduler.result(attempt).outcome()).isEqualTo(AttemptOutcome.LOST);
        assertThat(scheduler.result(attempt).message()).contains("before the lease ran out");
    }

    @Test
    void a_runner_that_was_frozen_past_its_lease_kills_its_process_when_it_wakes() throws Exception {
        RunnerProcess runner = start(Map.of("lease", "4s", "lease-margin", "2s", "heartbeat-interval", "1s"));
        AttemptRef attempt = attempt("frozen");
        scheduler.dispatch(Starts.shell(attempt, "while :; do sleep 0.1; done"));
        Awaitility.await()
                .atMost(LONG)
                .until(() -> !scheduler.heartbeats(attempt).isEmpty());
        long frozenAt = System.nanoTime();

        runner.freeze();
        Awaitility.await()
                .atMost(LONG)
                .until(() ->
                        System.nanoTime() - frozenAt > Duration.ofSeconds(4).toNanos());
        int saidBefore = scheduler.heartbeats(attempt).size();
        runner.thaw();

        Awaitility.await().atMost(LONG).pollInterval(Duration.ofMillis(1)).until(() -> scheduler.hasEnded(attempt));
        assertThat(marked()).as("it is killed before it is reported").isEmpty();
        assertThat(scheduler.result(attempt).outcome()).isEqualTo(AttemptOutcome.LOST);
        assertThat(scheduler.heartbeats(attempt))
                .as("nothing is said of it before that")
                .hasSize(saidBefore);
    }

    @Test
    void a_runner_that_is_told_to_end_in_the_middle_of_its_work_loses_no_attempt() throws Exception {
        RunnerProcess runner = start(Map.of("drain.grace", "2s"));
        AttemptRef ends = attempt("ends");
        AttemptRef stays = attempt("stays");
        scheduler.dispatch(Starts.shell(ends, "echo begun >> " + ledger + "; sleep 1; exit 6"));
        scheduler.dispatch(
                Starts.shell(stays, "echo begun >> " + ledger + "; trap '' TERM; while :; do sleep 0.1; done"));
        Awaitility.await().atMost(LONG).until(() -> Files.readAllLines(ledger).size() == 2);

        runner.close();

        Awaitility.await().atMost(LONG).until(() -> scheduler.ended() == 2);
        assertThat(scheduler.result(ends).exitCode()).isEqualTo(6);
        assertThat(scheduler.result(stays).outcome()).isEqualTo(AttemptOutcome.HANDED_BACK);
        assertThat(servers.slotsInRedis()).isZero();
    }

    @Test
    void a_dispatch_that_comes_again_after_its_epoch_is_over_is_not_begun() throws Exception {
        AttemptRef attempt = attempt("superseded");
        scheduler.dispatch(Starts.shell(attempt, "echo begun >> " + ledger)).get();
        scheduler.stop(attempt, StopCause.SUPERSEDED);

        start(Map.of());
        Awaitility.await().atMost(LONG).until(() -> scheduler.hasEnded(attempt));

        assertThat(scheduler.result(attempt).outcome()).isEqualTo(AttemptOutcome.CANCELLED);
        assertThat(Files.readAllLines(ledger)).isEmpty();
    }

    private boolean everyStartHasAnEndOrALease(int count) {
        int started = 0;
        for (int i = 0; i < count; i++) {
            started += scheduler.starts(attempt("step-" + i)).isEmpty() ? 0 : 1;
        }
        return started == count && marked().isEmpty();
    }

    private AttemptRef attempt(String step) {
        return scheduler.attempt(new WorkspaceId(workspace.toString()), step, 1, 1);
    }

    private RunnerProcess start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>(settings);
        all.put("id", node);
        all.putIfAbsent("stop-grace", "500ms");
        all.putIfAbsent("drain.grace", "0s");
        RunnerProcess runner = new RunnerProcess(servers, scheduler.pool, directory, all);
        runners.add(runner);
        return runner.awaitReady();
    }

    private long spooledFiles() throws IOException {
        try (var files = Files.list(directory.resolve("data").resolve("spool"))) {
            return files.filter(file -> file.toString().endsWith(".results")).count();
        }
    }

    private List<ProcessEntry> marked() {
        return processes.all().stream()
                .filter(process -> processes.hasVariable(process.pid(), Marker.of(node)))
                .toList();
    }
}
