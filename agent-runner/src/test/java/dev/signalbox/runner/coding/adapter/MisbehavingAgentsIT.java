package dev.signalbox.runner.coding.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.AttemptLease;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.coding.cli.ClaudeCode;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.OutputLimit;
import dev.signalbox.runner.process.Confines;
import dev.signalbox.runner.process.LimitPolicy;
import dev.signalbox.runner.process.Patrol;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.process.adapter.Cgroups;
import dev.signalbox.runner.process.adapter.LinuxProcesses;
import dev.signalbox.runner.process.adapter.ProcessAgent;
import dev.signalbox.runner.process.adapter.ProcessSettings;
import dev.signalbox.runner.process.port.ControlGroups;
import dev.signalbox.runner.process.port.NoControlGroups;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Confining;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real processes that misbehave in every way that we know of, with control groups and without. */
@Timeout(60)
class MisbehavingAgentsIT {
    private static final Duration TIMEOUT = Duration.ofMillis(1_500);
    private static final Duration GRACE = Duration.ofMillis(500);
    private static final Duration GONE_WITHIN = Duration.ofSeconds(5);
    private static final long KEPT = 1 << 20;
    private static final String WORDS = """
            #!/bin/sh
            say() { printf '%s\\n' "$1"; }
            begin() { say '{"type":"system","subtype":"init","session_id":"s-9","model":"large"}'; }
            work() { say '{"type":"assistant","message":{"id":"'$1'","content":[{"type":"text","text":"I work."}],\
            "usage":{"input_tokens":7,"output_tokens":2}}}'; }
            negative() { say '{"type":"assistant","message":{"id":"n","content":[{"type":"text","text":"I earn."}],\
            "usage":{"input_tokens":-700,"output_tokens":-2}}}'; }
            result() { say '{"type":"result","subtype":"success","is_error":false,"result":"All done.",\
            "total_cost_usd":0.02,"usage":{"input_tokens":9,"output_tokens":4}}'; }
            result_without_usage() { say '{"type":"result","subtype":"success","is_error":false,"result":"All done."}'; }
            failed() { say '{"type":"result","subtype":"success","is_error":true,"result":"'"$1"'"}'; }
            """;

    @TempDir
    Path directory;

    private final String node = "node-" + UUID.randomUUID();
    private final String sleeper = "sleeper-" + UUID.randomUUID();
    private final LinuxProcesses processes = new LinuxProcesses();
    private final Patrol patrol = new Patrol();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final BlockingQueue<AttemptResult> ends = new LinkedBlockingQueue<>();
    private final List<OutputChunk> output = new CopyOnWriteArrayList<>();
    private ControlGroups groups = Confining.NO_GROUPS;
    private Path workspace;

    @BeforeEach
    void create() throws IOException {
        workspace = Files.createDirectory(directory.resolve("workspace")).toRealPath();
        Files.createSymbolicLink(directory.resolve(sleeper), Path.of("/bin/sleep"));
        timer.scheduleWithFixedDelay(patrol, 100, 100, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void close() {
        timer.shutdownNow();
        threads.shutdownNow();
        groups.close();
        assertThat(sleepers()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void its_attempt_has_the_outcome_that_is_true_and_nobody_of_it_is_left(Misbehaviour how) throws Exception {
        assumeThat(how.hidesFromAllButAGroup()).isFalse();

        assertItComesToThatEnd(how);
    }

    @ParameterizedTest
    @EnumSource
    void it_does_so_in_a_control_group_too(Misbehaviour how) throws Exception {
        groups = Cgroups.find(Optional.empty(), node);
        assumeThat(groups).isNotInstanceOf(NoControlGroups.class);

        assertItComesToThatEnd(how);
        assertThat(groups.leftBehind()).isEmpty();
    }

    private void assertItComesToThatEnd(Misbehaviour how) throws Exception {
        RunningAttempts running = running();
        long begunAt = System.nanoTime();
        running.begin(
                new Assignment(start(how), null), new AttemptLease(Duration.ofMinutes(1), begunAt), System.nanoTime());

        AttemptResult result = end();
        Duration took = Duration.ofNanos(System.nanoTime() - begunAt);

        assertThat(sleepers()).as("nobody is left when the end is reported").isEmpty();
        assertThat(result.outcome()).as("%s", result).isEqualTo(how.outcome);
        assertThat(result.fault()).as("%s", result).isEqualTo(how.fault);
        assertThat(result.usage().goesBelowZero()).isFalse();
        if (how.printed != null) {
            assertThat(printed()).contains(how.printed);
        }
        assertThat(output.stream().mapToLong(chunk -> chunk.text().length()).sum())
                .as("what is kept is bounded")
                .isLessThanOrEqualTo(KEPT);
        if (how.outcome == AttemptOutcome.TIMED_OUT) {
            assertThat(took).isLessThan(TIMEOUT.plus(GRACE).plus(GONE_WITHIN));
        }
    }

    private RunningAttempts running() throws IOException {
        Path prompts = Files.createDirectory(directory.resolve("prompts"));
        ProcessAgent agent = new ProcessAgent(
                new ProcessSettings(node, prompts, Map.of("PATH", "/usr/bin:/bin"), GRACE),
                new Workspaces(Map.of(), directory.resolve("others")),
                new CodingProgram(
                        new ClaudeCode(), this::capture, (assignment, usage) -> {}, timer, Duration.ofSeconds(30)),
                processes,
                new Confines(groups, patrol, LimitPolicy.REQUIRE),
                (attempt, pid, start) -> {},
                threads,
                threads,
                time -> {},
                new Governors((assignment, finding) -> {}, System::nanoTime));
        return new RunningAttempts(
                Map.of(AgentType.CLAUDE_CODE, agent), (assignment, result) -> ends.add(result), attempt -> {}, timer);
    }

    private OutputCapture capture(AttemptRef attempt, int handedOver) {
        return new OutputCapture(
                attempt, OutputLimit.of(KEPT), handedOver, output::add, flush -> {}, Clock.systemUTC());
    }

    private StartAttempt start(Misbehaviour how) throws IOException {
        Path program = Files.createFile(
                directory.resolve("claude"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(program, WORDS + how.script + "\n");
        return StartAttemptBuilder.builder()
                .attempt(Attempts.attemptIn(workspace, "a"))
                .runName("a run")
                .agent(new AgentId("claude"))
                .agentType(AgentType.CLAUDE_CODE)
                .command(List.of(program.toString()))
                .prompt("x".repeat(1_000_000))
                .files(FileScope.NONE)
                .environment(Map.of("SLEEPER", directory.resolve(sleeper).toString()))
                .timeout(how.outcome == AttemptOutcome.TIMED_OUT ? TIMEOUT : Duration.ofSeconds(40))
                .resources(how.limits)
                .outputLimit(1_000)
                .dispatchedAt(Instant.now())
                .build();
    }

    private AttemptResult end() throws InterruptedException {
        @Nullable AttemptResult result = ends.poll(50, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("it has not ended; alive: " + sleepers());
        }
        return result;
    }

    /** Whoever sleeps for this test, wherever it hides. */
    private List<Long> sleepers() {
        return processes.all().stream()
                .map(process -> process.pid())
                .filter(pid -> commandLine(pid).contains(sleeper))
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private String printed() {
        StringBuilder text = new StringBuilder();
        output.forEach(chunk -> text.append(chunk.text()));
        return text.toString();
    }
}
