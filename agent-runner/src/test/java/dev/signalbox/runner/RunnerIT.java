package dev.signalbox.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.runner.AgentAtWork;
import dev.signalbox.contracts.runner.MissingProgram;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.FakeScript;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.support.PlayedScheduler;
import dev.signalbox.runner.support.Servers;
import dev.signalbox.runner.support.Starts;
import dev.signalbox.runner.support.TestRunner;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RunnerIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private final Servers servers = Servers.shared();
    private final List<TestRunner> runners = new ArrayList<>();
    private PlayedScheduler scheduler;
    private Path workspace;

    @BeforeEach
    void create() throws Exception {
        servers.flushRedis();
        workspace = Files.createDirectory(directory.resolve("workspace"));
        scheduler = new PlayedScheduler(servers.kafka.bootstrapServers());
    }

    @AfterEach
    void close() {
        runners.forEach(TestRunner::close);
        scheduler.close();
    }

    @Test
    void an_attempt_is_started_worked_on_and_finished_with_its_output() throws Exception {
        TestRunner runner = runner(Map.of());
        AttemptRef attempt = attempt("build");

        scheduler.dispatch(Starts.shell(attempt, "echo $TRACEPARENT; echo oops >&2; exit 3"), TRACE);
        awaitEnds(1);

        assertThat(scheduler.outcomes().stream().map(Outcome::getClass).<Class<?>>map(type -> type))
                .containsExactly(AttemptStarted.class, AttemptFinished.class);
        assertThat(scheduler.outcomes()).extracting(Outcome::runner).containsOnly(runner.id());
        assertThat(scheduler.starts(attempt).getFirst().lease()).isEqualTo(Duration.ofSeconds(15));
        assertThat(scheduler.result(attempt).outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(scheduler.result(attempt).exitCode()).isEqualTo(3);
        Awaitility.await()
                .untilAsserted(() -> assertThat(scheduler.text(attempt)).contains(TRACE, "oops"));
        assertThat(scheduler.output(attempt))
                .extracting(OutputChunk::number)
                .startsWith(1L)
                .isSorted();
    }

    @Test
    void a_runner_says_what_it_works_on_and_takes_its_word_back_when_it_leaves() throws Exception {
        TestRunner runner = runner(Map.of("presence-interval", "100ms", "id", "heard-" + UUID.randomUUID()));
        AttemptRef attempt = attempt("long");

        scheduler.dispatch(Starts.fakeFor(attempt, Duration.ofMinutes(1)), TRACE);
        Awaitility.await()
                .untilAsserted(() -> assertThat(heartbeats(runner)).last().satisfies(heartbeat -> {
                    assertThat(heartbeat.busy()).isEqualTo(1);
                    assertThat(heartbeat.working())
                            .containsExactly(new AgentAtWork(attempt.workspace(), new AgentId("agent-1"), 1));
                    assertThat(heartbeat.adapters()).contains(AgentType.COMMAND, AgentType.FAKE, AgentType.HTTP);
                    assertThat(Stream.concat(
                                    heartbeat.adapters().stream(),
                                    heartbeat.missing().stream().map(MissingProgram::type)))
                            .containsExactlyInAnyOrderElementsOf(AgentType.BUILT_IN);
                    assertThat(heartbeat.host()).isNotNull();
                }));
        runners.remove(runner);
        runner.close();

        assertThat(heartbeats(runner)).last().matches(RunnerHeartbeat::draining);
        assertThat(scheduler.everythingOn(Topics.RUNNERS).getLast().value()).isNull();
    }

    private List<RunnerHeartbeat> heartbeats(TestRunner runner) throws UnreadableMessage {
        List<RunnerHeartbeat> heartbeats = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> told : scheduler.everythingOn(Topics.RUNNERS)) {
            if (told.value() != null) {
                Header type = told.headers().lastHeader(WireMessage.TYPE);
                heartbeats.add(WireMessage.read(type.value(), told.value(), RunnerHeartbeat.class));
            }
        }
        heartbeats.removeIf(heartbeat -> !heartbeat.runner().equals(runner.id()));
        return heartbeats;
    }

    private static final String TRACE = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";

    @Test
    void reports_carry_the_trace_of_their_dispatch_and_the_key_of_their_workspace() throws Exception {
        runner(Map.of());
        AttemptRef attempt = attempt("traced");

        scheduler.dispatch(Starts.fake(attempt, FakeScript.IMMEDIATE_SUCCESS), TRACE);
        awaitEnds(1);

        List<ConsumerRecord<byte[], byte[]>> reports = scheduler.everythingOn(Topics.OUTCOMES).stream()
                .filter(record -> new String(record.value(), UTF_8).contains(scheduler.run.value()))
                .toList();
        assertThat(reports).hasSize(2).allSatisfy(record -> {
            assertThat(new String(record.key(), UTF_8)).isEqualTo(workspace.toString());
            assertThat(new String(record.headers().lastHeader("traceparent").value(), UTF_8))
                    .isEqualTo(TRACE);
        });
    }

    @Test
    void a_fake_attempt_reports_what_it_used() throws Exception {
        runner(Map.of());
        Usage usage = new Usage(100, 20, new BigDecimal("0.42"));
        AttemptRef attempt = attempt("fake");

        scheduler.dispatch(Starts.fake(attempt, new FakeScript(Duration.ofMillis(50), List.of("a line"), 0, 1, usage)));
        awaitEnds(1);

        assertThat(scheduler.result(attempt).outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(scheduler.result(attempt).usage()).isEqualTo(usage);
        Awaitility.await()
                .untilAsserted(() -> assertThat(scheduler.text(attempt)).isEqualTo("a line\n"));
    }

    @Test
    void only_attempts_that_last_are_heard_of_in_between() throws Exception {
        runner(Map.of("heartbeat-interval", "200ms", "lease", "5s", "lease-margin", "1s"));
        AttemptRef brief = attempt("brief");
        AttemptRef lasting = attempt("lasting");

        scheduler.dispatch(Starts.fake(brief, FakeScript.IMMEDIATE_SUCCESS));
        scheduler.dispatch(Starts.fakeFor(lasting, Duration.ofMillis(1_500)));
        awaitEnds(2);

        assertThat(scheduler.heartbeats(brief)).isEmpty();
        assertThat(scheduler.heartbeats(lasting)).hasSizeBetween(3, 8);
    }

    @Test
    void a_thousand_instant_attempts_end_once_each() throws Exception {
        TestRunner runner = runner(Map.of("max-slots", "100"));

        List<AttemptRef> attempts =
                IntStream.range(0, 1_000).mapToObj(i -> attempt("step-" + i)).toList();
        attempts.forEach(attempt -> scheduler.dispatch(Starts.fake(attempt, FakeScript.IMMEDIATE_SUCCESS)));
        awaitEnds(1_000);

        assertThat(scheduler.outcomes()).hasSize(2_000);
        Awaitility.await().until(() -> servers.slotsInRedis() == 0);
        assertThat(runner.meters
                        .get("signalbox.runner.attempts")
                        .tag("outcome", "succeeded")
                        .counter()
                        .count())
                .isEqualTo(1_000);
    }

    @Test
    void two_runners_share_the_work_and_never_hold_more_slots_than_the_cap() throws Exception {
        runner(Map.of("max-slots", "3"));
        runner(Map.of("max-slots", "3"));
        Path ledger = directory.resolve("ledger");

        for (int i = 0; i < 24; i++) {
            scheduler.dispatch(Starts.shell(
                    attempt("step-" + i), "echo begin >> " + ledger + "; sleep 0.2; echo end >> " + ledger));
        }
        awaitEnds(24);

        int live = 0;
        int most = 0;
        for (String line : Files.readAllLines(ledger)) {
            live += line.equals("begin") ? 1 : -1;
            most = Math.max(most, live);
        }
        assertThat(most).isEqualTo(3);
        assertThat(live).isZero();
        assertThat(scheduler.outcomes().stream().map(Outcome::runner).distinct())
                .hasSizeBetween(1, 2);
    }

    @Test
    void a_full_runner_leaves_work_in_the_topic_and_goes_on_when_there_is_room() throws Exception {
        runner(Map.of("max-slots", "1"));
        AttemptRef first = attempt("first");
        AttemptRef second = attempt("second");
        scheduler.dispatch(Starts.fakeFor(first, Duration.ofSeconds(2))).get();
        Awaitility.await().until(() -> !scheduler.starts(first).isEmpty());

        scheduler.dispatch(Starts.fake(second, FakeScript.IMMEDIATE_SUCCESS)).get();
        awaitEnds(2);

        assertThat(scheduler.endedAt(second)).isGreaterThan(scheduler.endedAt(first));
        assertThat(Duration.ofNanos(scheduler.endedAt(second) - scheduler.endedAt(first)))
                .isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void a_running_attempt_is_stopped_and_has_the_outcome_of_the_cause() throws Exception {
        runner(Map.of("stop-grace", "200ms"));
        AttemptRef cancelled = attempt("cancelled");
        AttemptRef timedOut = attempt("timed-out");
        AttemptRef superseded = attempt("superseded");
        List<AttemptRef> all = List.of(cancelled, timedOut, superseded);
        all.forEach(attempt -> scheduler.dispatch(Starts.shell(attempt, "sleep 1000")));
        Awaitility.await()
                .until(() -> all.stream()
                        .noneMatch(attempt -> scheduler.starts(attempt).isEmpty()));

        scheduler.stop(cancelled, StopCause.CANCELLED);
        scheduler.stop(timedOut, StopCause.TIMED_OUT);
        scheduler.stop(superseded, StopCause.SUPERSEDED);
        awaitEnds(3);

        assertThat(scheduler.result(cancelled).outcome()).isEqualTo(AttemptOutcome.CANCELLED);
        assertThat(scheduler.result(timedOut).outcome()).isEqualTo(AttemptOutcome.TIMED_OUT);
        assertThat(scheduler.result(superseded).outcome()).isEqualTo(AttemptOutcome.CANCELLED);
        assertThat(scheduler.result(superseded).message()).contains("epoch is over");
    }

    @Test
    void an_attempt_that_takes_longer_than_it_may_is_timed_out() throws Exception {
        runner(Map.of("stop-grace", "200ms"));
        AttemptRef attempt = attempt("slow");

        scheduler.dispatch(Starts.command(attempt, null, Map.of(), Duration.ofMillis(300), "sleep", "1000"));
        awaitEnds(1);

        assertThat(scheduler.result(attempt).outcome()).isEqualTo(AttemptOutcome.TIMED_OUT);
        assertThat(scheduler.result(attempt).message()).contains("300 ms");
    }

    @Test
    void an_attempt_that_was_stopped_while_it_waited_is_answered_and_never_begun() throws Exception {
        AttemptRef stopped = attempt("stopped");
        AttemptRef other = attempt("other");
        Path ledger = directory.resolve("ledger");
        scheduler.dispatch(Starts.shell(stopped, "echo stopped >> " + ledger)).get();
        scheduler.dispatch(Starts.shell(other, "echo other >> " + ledger)).get();
        scheduler.stop(stopped, StopCause.CANCELLED);

        runner(Map.of());
        awaitEnds(2);

        assertThat(scheduler.result(stopped).outcome()).isEqualTo(AttemptOutcome.CANCELLED);
        assertThat(scheduler.starts(stopped)).isEmpty();
        assertThat(Files.readAllLines(ledger)).containsExactly("other");
    }

    @Test
    void a_record_that_cannot_be_read_is_put_aside_and_the_next_one_is_taken() throws Exception {
        runner(Map.of());
        scheduler
                .sendRaw(Topics.dispatches(scheduler.pool), "{ not a dispatch".getBytes(UTF_8))
                .get();
        AttemptRef attempt = attempt("next");
        scheduler.dispatch(Starts.fake(attempt, FakeScript.IMMEDIATE_SUCCESS));
        awaitEnds(1);

        String deadLetters = Topics.deadLetter(Topics.dispatches(scheduler.pool));
        Awaitility.await()
                .untilAsserted(() -> assertThat(scheduler.everythingOn(deadLetters))
                        .singleElement()
                        .satisfies(letter -> {
                            assertThat(new String(letter.value(), UTF_8)).isEqualTo("{ not a dispatch");
                            assertThat(new String(
                                            letter.headers()
                                                    .lastHeader("signalbox-dead-letter-reason")
                                                    .value(),
                                            UTF_8))
                                    .contains("ce_type");
                        }));
    }

    @Test
    void a_runner_that_is_shut_down_hands_back_what_does_not_end_in_time_and_returns_its_slots() throws Exception {
        TestRunner runner = runner(Map.of("stop-grace", "200ms", "drain.grace", "100ms"));
        AttemptRef process = attempt("process");
        AttemptRef fake = attempt("fake");
        StartAttempt start = Starts.shell(process, "trap '' TERM; while :; do sleep 0.1; done");
        scheduler.dispatch(start);
        scheduler.dispatch(Starts.fakeFor(fake, Duration.ofHours(1)));
        Awaitility.await()
                .until(() -> !scheduler.starts(process).isEmpty()
                        && !scheduler.starts(fake).isEmpty());

        runners.remove(runner);
        runner.close();
        awaitEnds(2);

        assertThat(scheduler.result(process).outcome()).isEqualTo(AttemptOutcome.HANDED_BACK);
        assertThat(scheduler.result(fake).outcome()).isEqualTo(AttemptOutcome.HANDED_BACK);
        assertThat(scheduler.result(fake).message()).contains("its runner was shut down");
        assertThat(servers.slotsInRedis()).isZero();
    }

    @Test
    void a_runner_that_is_shut_down_takes_nothing_more_and_lets_what_runs_end() throws Exception {
        TestRunner runner = runner(Map.of("drain.grace", "30s"));
        AttemptRef ends = attempt("ends");
        AttemptRef waits = attempt("waits");
        scheduler.dispatch(Starts.shell(ends, "while [ ! -e go ]; do sleep 0.05; done; exit 6"));
        Awaitility.await().until(() -> !scheduler.starts(ends).isEmpty());

        runners.remove(runner);
        Thread closing = Thread.ofPlatform().start(runner::close);
        Awaitility.await().until(() -> runner.hindrances.reasons().containsValue("stopping"));
        scheduler.dispatch(Starts.fake(waits, FakeScript.IMMEDIATE_SUCCESS)).get();
        Files.createFile(workspace.resolve("go"));
        closing.join();

        Awaitility.await().atMost(SOON).until(() -> scheduler.hasEnded(ends));
        assertThat(scheduler.result(ends).exitCode()).isEqualTo(6);
        assertThat(scheduler.starts(waits)).isEmpty();
        runner(Map.of());
        Awaitility.await().atMost(SOON).until(() -> scheduler.hasEnded(waits));
    }

    private AttemptRef attempt(String step) {
        return scheduler.attempt(new WorkspaceId(workspace.toString()), step, 1, 1);
    }

    private TestRunner runner(Map<String, String> settings) throws IOException {
        TestRunner runner =
                TestRunner.start(servers, scheduler.pool, directory.resolve("runner-" + runners.size()), settings);
        runners.add(runner);
        return runner;
    }

    private void awaitEnds(int count) {
        Awaitility.await().atMost(SOON).until(() -> scheduler.ended() >= count);
    }
}
