package dev.signalbox.runner.process.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.AttemptToken;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
import dev.signalbox.contracts.attempt.StopCause;
import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorPolicy;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.governor.WorkSoFar;
import dev.signalbox.contracts.spec.AgentAccess;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.attempt.port.Agent;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.OutputLimit;
import dev.signalbox.runner.process.Callback;
import dev.signalbox.runner.process.Marker;
import dev.signalbox.runner.process.ProcessEntry;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.secret.adapter.RunnerSecrets;
import dev.signalbox.runner.secret.adapter.SecretiveAgent;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Confining;
import dev.signalbox.runner.support.Starts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CommandAgentIT {
    private static final Duration GRACE = Duration.ofMillis(700);
    private static final long KEPT = 1 << 20;

    @TempDir
    Path directory;

    private final String node = "test-" + UUID.randomUUID();
    private final LinuxProcesses processes = new LinuxProcesses();
    private static final String SECRET = "the secret of this test";
    private static final String PASS = "correct horse/battery+staple";
    private static final Callback CALLBACK =
            new Callback(Optional.of("http://127.0.0.1:8080"), Optional.of(SECRET), Duration.ofHours(1));

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<GovernorFinding> findings = new CopyOnWriteArrayList<>();
    private final Governors governors = new Governors((assignment, finding) -> findings.add(finding), System::nanoTime);
    private final BlockingQueue<AttemptResult> ends = new LinkedBlockingQueue<>();
    private final List<OutputChunk> output = new CopyOnWriteArrayList<>();
    private ProcessSettings settings;
    private Agent agent;
    private Path workspace;

    @BeforeEach
    void create() throws IOException {
        workspace = Files.createDirectory(directory.resolve("workspace")).toRealPath();
        Path prompts = Files.createDirectory(directory.resolve("prompts"));
        Map<String, String> own = Map.of("PATH", "/usr/bin:/bin", "HOME", "/nowhere", "SECRET", "s3cret");
        settings = new ProcessSettings(node, prompts, own, GRACE);
        agent = agent(threads);
    }

    private Agent agent(ExecutorService readers) {
        ProcessAgent processesOnly = new ProcessAgent(
                settings,
                new Workspaces(Map.of(), directory.resolve("others")),
                new CommandProgram((attempt, handedOver) -> new OutputCapture(
                        attempt, OutputLimit.of(KEPT), handedOver, output::add, flush -> {}, Clock.systemUTC())),
                processes,
                Confining.byLooking(),
                (attempt, pid, start) -> {},
                threads,
                readers,
                time -> {},
                governors);
        return new SecretiveAgent(
                processesOnly,
                new RunnerSecrets(Map.of("PASS", PASS), Optional.empty(), Optional.empty()),
                CALLBACK,
                Clock.systemUTC());
    }

    @AfterEach
    void nobodyIsLeft() {
        threads.shutdownNow();
        assertThat(marked()).isEmpty();
    }

    @Test
    void a_command_that_exits_with_zero_has_succeeded() throws InterruptedException {
        AttemptResult result = run("echo hello; echo oops >&2");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.exitCode()).isZero();
        assertThat(result.message()).isNull();
        assertThat(result.outputBytes()).isEqualTo(11);
        assertThat(text(OutputStreamName.STDOUT)).isEqualTo("hello\n");
        assertThat(text(OutputStreamName.STDERR)).isEqualTo("oops\n");
    }

    @Test
    void a_command_that_is_silent_or_at_work_for_too_long_is_stopped_by_the_governor() throws InterruptedException {
        AttemptResult silent = governed("echo hello; sleep 1000", Duration.ofMillis(400), Duration.ofHours(1));
        assertThat(silent.outcome()).isEqualTo(AttemptOutcome.ABORTED);
        assertThat(silent.tripwire()).isEqualTo(Tripwire.SILENCE);
        assertThat(text(OutputStreamName.STDOUT)).isEqualTo("hello\n");
        assertThat(text(OutputStreamName.STDERR)).startsWith("[governor: stopped here, at 0 USD: silence: ");

        AttemptResult tooLong =
                governed("while :; do echo busy; sleep 0.05; done", Duration.ZERO, Duration.ofMillis(400));
        assertThat(tooLong.tripwire()).isEqualTo(Tripwire.FUSE);
        assertThat(tooLong.message())
                .startsWith("stopped by the governor, emergency_fuse_exceeded: the step has been at work");
    }

    private AttemptResult governed(String script, Duration silence, Duration fuse) throws InterruptedException {
        GovernorPolicy policy = new GovernorPolicy(
                GovernorMode.ENFORCE,
                Duration.ofSeconds(75),
                Duration.ofSeconds(180),
                silence,
                silence,
                4,
                4,
                3,
                false,
                new GovernorLimits(null, null, null, fuse),
                GovernorLimits.NONE);
        StartAttempt start = StartAttemptBuilder.builder(
                        Starts.command(Attempts.attemptIn(workspace, "a"), "sh", "-c", script))
                .governor(new Governance(policy, WorkSoFar.NONE, WorkSoFar.NONE))
                .build();
        agent.begin(new Assignment(start, null), ends::add);
        Awaitility.await().until(() -> {
            governors.run();
            return !ends.isEmpty();
        });
        return ends.take();
    }

    @Test
    void another_exit_code_is_a_failure() throws InterruptedException {
        AttemptResult result = run("exit 3");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.signal()).isNull();
    }

    @Test
    void a_command_killed_by_a_signal_has_failed_by_that_signal() throws InterruptedException {
        AttemptResult result = run("kill -SEGV $$");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.exitCode()).isNull();
        assertThat(result.signal()).isEqualTo(11);
    }

    @Test
    void what_a_command_printed_on_stdout_is_handed_to_the_steps_that_need_it() throws InterruptedException {
        AttemptResult result = run(Starts.needed(Starts.shell(attempt(), "echo plan; echo oops >&2"), 100));

        assertThat(result.output()).isEqualTo("plan\n");
    }

    @Test
    void what_a_command_printed_before_it_was_killed_is_handed_to_nobody() throws InterruptedException {
        AttemptResult result = run(Starts.needed(Starts.shell(attempt(), "echo plan; kill -KILL $$"), 100));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.output()).isNull();
    }

    @Test
    void a_program_that_does_not_exist_is_named() throws InterruptedException {
        AttemptResult result = run(Starts.command(attempt(), "no-such-program"));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.message()).contains("no-such-program is not found on the PATH");
    }

    @Test
    void a_missing_workspace_is_named() throws InterruptedException {
        AttemptRef elsewhere = Attempts.attemptIn(directory.resolve("nowhere"), "a");

        AttemptResult result = run(Starts.command(elsewhere, "true"));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.message()).contains("nowhere is not a directory on this runner");
    }

    @Test
    void an_empty_command_fails() throws InterruptedException {
        assertThat(run(Starts.command(attempt())).message()).contains("has a command");
    }

    @Test
    void a_variable_that_would_run_other_code_is_denied() throws InterruptedException {
        AttemptResult result = run(Starts.command(attempt(), null, Map.of("LD_PRELOAD", "/tmp/evil.so"), null, "true"));

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.DENIED);
        assertThat(result.message()).contains("LD_PRELOAD");
    }

    @Test
    void arguments_are_passed_as_they_are_and_never_to_a_shell() throws InterruptedException {
        String evil = "$(touch pwned); `id` && \"x\" 'y' *\n-e --";

        run(Starts.command(attempt(), "printf", "%s", evil));

        assertThat(text(OutputStreamName.STDOUT)).isEqualTo(evil);
        assertThat(workspace.resolve("pwned")).doesNotExist();
    }

    @Test
    void the_process_runs_in_its_workspace_with_the_variables_of_its_attempt_and_no_others() throws Exception {
        StartAttempt start = Starts.command(
                attempt(),
                "do it\n",
                Map.of("MODEL", "small"),
                null,
                "/bin/sh",
                "-c",
                "env | sort; pwd; cat \"$SIGNALBOX_PROMPT_FILE\"; stat -c %a \"$SIGNALBOX_PROMPT_FILE\"");

        agent.begin(new Assignment(start, "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01"), ends::add);
        end();

        assertThat(text(OutputStreamName.STDOUT).lines().map(line -> line.replaceAll("=.*", "")))
                .containsExactly(
                        "HOME",
                        "MODEL",
                        "PATH",
                        "PWD",
                        "SIGNALBOX_AGENT",
                        "SIGNALBOX_ATTEMPT",
                        "SIGNALBOX_ATTEMPT_ID",
                        "SIGNALBOX_EPOCH",
                        "SIGNALBOX_PROMPT_FILE",
                        "SIGNALBOX_RUN",
                        "SIGNALBOX_STEP",
                        "SIGNALBOX_TOKEN",
                        "SIGNALBOX_URL",
                        "SIGNALBOX_WORKSPACE",
                        "TRACEPARENT",
                        workspace.toString(),
                        "do it",
                        "600");
        try (var left = Files.list(directory.resolve("prompts"))) {
            assertThat(left).isEmpty();
        }
    }

    @Test
    void an_agent_that_prints_its_whole_environment_in_pieces_shows_no_secret() throws Exception {
        String half = PASS.substring(0, 9);
        StartAttempt start = StartAttemptBuilder.builder(Starts.shell(
                        attempt(),
                        "env; env >&2; printf %s '" + half + "'; sleep 0.3; echo \"${PASS#" + half
                                + "}\"; echo $PASS | base64; exit 3"))
                .access(new AgentAccess(null, Map.of("PASS", "env:PASS")))
                .build();

        agent.begin(new Assignment(start, null), ends::add);
        AttemptResult result = end();

        assertThat(result.exitCode()).isEqualTo(3);
        String printed = text(OutputStreamName.STDOUT) + text(OutputStreamName.STDERR) + result;
        assertThat(printed)
                .doesNotContain(PASS, PASS.substring(9), Base64.getEncoder().encodeToString(PASS.getBytes(UTF_8)))
                .contains("PASS=[redacted:PASS]", "SIGNALBOX_TOKEN=[redacted:SIGNALBOX_TOKEN]");
        assertThat(text(OutputStreamName.STDOUT)).contains("\n[redacted:PASS]\n");
    }

    @Test
    void an_attempt_whose_secret_is_not_there_is_denied() throws Exception {
        StartAttempt start = StartAttemptBuilder.builder(Starts.shell(attempt(), "true"))
                .access(new AgentAccess(null, Map.of("KEY", "env:NO_SUCH_KEY")))
                .build();

        agent.begin(new Assignment(start, null), ends::add);

        AttemptResult result = end();
        assertThat(result.outcome()).isEqualTo(AttemptOutcome.DENIED);
        assertThat(result.message())
                .isEqualTo("the secret KEY (env:NO_SUCH_KEY) cannot be had: this runner has no such variable");
    }

    @Test
    void a_process_gets_a_token_that_proves_its_attempt_and_cannot_be_read_in_its_output() throws Exception {
        assertThat(run("printf %s \"$SIGNALBOX_TOKEN\" | tee token").outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);

        assertThat(text(OutputStreamName.STDOUT)).isEqualTo("[redacted:SIGNALBOX_TOKEN]");
        Optional<AttemptToken> token =
                AttemptToken.verify(Files.readString(workspace.resolve("token")), SECRET, Instant.now());
        assertThat(token).map(AttemptToken::depth).contains(0);
    }

    @Test
    void standard_input_is_empty() throws InterruptedException {
        assertThat(run("cat; echo done").outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(text(OutputStreamName.STDOUT)).isEqualTo("done\n");
    }

    @Test
    void huge_output_on_both_streams_is_read_and_bounded() throws InterruptedException {
        AttemptResult result =
                run("head -c 30000000 /dev/zero | tr '\\0' x & head -c 30000000 /dev/zero | tr '\\0' y >&2; wait");

        long dropped = output.stream().mapToLong(OutputChunk::droppedBytes).sum();
        long kept = output.stream().mapToLong(chunk -> chunk.text().length()).sum();
        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.outputBytes()).isEqualTo(60_000_000);
        assertThat(kept).isLessThanOrEqualTo(KEPT);
        assertThat(kept + dropped).isEqualTo(60_000_000);
    }

    @Test
    void output_that_is_not_text_does_no_harm() throws InterruptedException {
        AttemptResult result = run("head -c 100000 /dev/urandom");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.outputBytes()).isEqualTo(100_000);
    }

    @Test
    void a_process_that_closes_its_streams_and_lives_on_is_waited_for() throws InterruptedException {
        long before = System.nanoTime();

        AttemptResult result = run("exec >&- 2>&-; sleep 0.5; exit 4");

        assertThat(result.exitCode()).isEqualTo(4);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(450));
    }

    @Test
    void children_that_outlive_the_main_process_are_killed_and_mentioned() throws InterruptedException {
        AttemptResult result = run("sleep 1000 & setsid sleep 1000 & echo started");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.message()).contains("2 of its processes had to be killed");
        assertThat(marked()).isEmpty();
    }

    @Test
    void a_child_that_clears_its_environment_is_found_by_its_session() throws InterruptedException {
        AttemptResult result = run("env -i /bin/sleep 1000 > /dev/null 2>&1 & echo $!");

        long child = Long.parseLong(text(OutputStreamName.STDOUT).strip());
        assertThat(result.message()).contains("1 of its processes");
        assertThat(processes.startOf(child)).isEmpty();
    }

    @Test
    void children_that_end_soon_after_the_main_process_are_left_to() throws InterruptedException {
        AttemptResult result = run("(sleep 0.1; echo late) & echo early");

        assertThat(result.message()).isNull();
        assertThat(text(OutputStreamName.STDOUT)).isEqualTo("early\nlate\n");
    }

    @Test
    void what_a_child_prints_is_read_although_the_main_process_ended_before_anybody_read()
            throws IOException, InterruptedException {
        CountDownLatch childHasEnded = new CountDownLatch(1);
        ExecutorService late = Executors.newCachedThreadPool(task -> new Thread(() -> {
            awaitUnlessInterrupted(childHasEnded);
            task.run();
        }));
        agent = agent(late);
        begin("(while [ ! -e go ]; do sleep 0.01; done; echo late) & echo early");
        Awaitility.await().until(this::onlyChildrenAreLeft);
        Files.createFile(workspace.resolve("go"));
        Awaitility.await().until(() -> marked().isEmpty());

        childHasEnded.countDown();
        end();

        assertThat(text(OutputStreamName.STDOUT)).isEqualTo("early\nlate\n");
        late.shutdownNow();
    }

    @Test
    void a_process_that_heeds_term_is_stopped_in_order() throws InterruptedException {
        Work work = begin("trap 'echo bye; exit 5' TERM; echo ready; while :; do sleep 0.05; done");
        awaitOutputOf(work);

        work.stop(StopOrder.of(StopCause.CANCELLED));
        AttemptResult result = end();

        assertThat(result.exitCode()).isEqualTo(5);
        assertThat(text(OutputStreamName.STDOUT)).contains("bye");
    }

    @Test
    void a_process_that_ignores_term_and_forks_is_gone_after_the_grace() throws InterruptedException {
        Work work = begin("trap '' TERM; "
                + "(trap '' TERM; sleep 1000) & "
                + "setsid sh -c \"trap '' TERM; (trap '' TERM; sleep 1000) & sleep 1000\" & "
                + "while :; do sleep 0.01 & done");
        Awaitility.await().until(() -> marked().size() >= 5);
        long before = System.nanoTime();

        work.stop(StopOrder.of(StopCause.CANCELLED));
        AttemptResult result = end();

        assertThat(marked()).isEmpty();
        assertThat(result.signal()).isEqualTo(9);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isBetween(GRACE, GRACE.plus(Duration.ofSeconds(5)));
    }

    @Test
    void an_urgent_stop_gives_no_grace() throws InterruptedException {
        Work work = begin("trap '' TERM; while :; do sleep 0.01; done");
        Awaitility.await().until(() -> !marked().isEmpty());
        long before = System.nanoTime();

        work.stop(StopOrder.LEASE_RAN_OUT);
        end();

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(GRACE);
    }

    @Test
    void work_that_is_stopped_at_once_never_starts_or_ends_at_once() throws InterruptedException {
        Work work = begin("sleep 1000");

        work.stop(StopOrder.of(StopCause.CANCELLED));

        assertThat(end().outcome()).isNotEqualTo(AttemptOutcome.SUCCEEDED);
    }

    @Test
    void a_fork_bomb_is_stopped() throws InterruptedException {
        Work work = begin("bomb() { bomb2 & sleep 0.2; }; bomb2() { (sleep 0.3; bomb) & (sleep 0.3) & }; "
                + "while :; do bomb & sleep 0.02; done");
        Awaitility.await().until(() -> marked().size() > 20);

        work.stop(StopOrder.of(StopCause.CANCELLED));
        end();

        assertThat(marked()).isEmpty();
    }

    private AttemptRef attempt() {
        return Attempts.attemptIn(workspace, "a");
    }

    private AttemptResult run(String script) throws InterruptedException {
        return run(Starts.shell(attempt(), script));
    }

    private AttemptResult run(StartAttempt start) throws InterruptedException {
        agent.begin(new Assignment(start, null), ends::add);
        return end();
    }

    private Work begin(String script) {
        return agent.begin(new Assignment(Starts.shell(attempt(), script), null), ends::add);
    }

    private AttemptResult end() throws InterruptedException {
        @Nullable AttemptResult result = ends.poll(30, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("it has not ended; alive: " + marked());
        }
        return result;
    }

    private void awaitOutputOf(Work work) {
        assertThat(work).isNotNull();
        Awaitility.await().until(() -> marked().size() >= 2);
    }

    private boolean onlyChildrenAreLeft() {
        List<ProcessEntry> alive = marked();
        return !alive.isEmpty() && alive.stream().noneMatch(process -> process.pid() == process.session());
    }

    private static void awaitUnlessInterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<ProcessEntry> marked() {
        return processes.all().stream()
                .filter(process -> processes.hasVariable(process.pid(), Marker.of(node)))
                .toList();
    }

    private String text(OutputStreamName stream) {
        StringBuilder text = new StringBuilder();
        output.stream().filter(chunk -> chunk.stream() == stream).forEach(chunk -> text.append(chunk.text()));
        return text.toString();
    }
}
