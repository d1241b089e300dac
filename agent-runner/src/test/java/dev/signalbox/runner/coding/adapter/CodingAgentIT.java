package dev.signalbox.runner.coding.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.attempt.AgentFault;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StartAttemptBuilder;
import dev.signalbox.contracts.governor.Governance;
import dev.signalbox.contracts.governor.GovernedScope;
import dev.signalbox.contracts.governor.GovernorFinding;
import dev.signalbox.contracts.governor.GovernorLimits;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorSummary;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.governor.WorkSoFar;
import dev.signalbox.contracts.spec.AgentProfile;
import dev.signalbox.contracts.spec.AgentType;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.attempt.Work;
import dev.signalbox.runner.coding.cli.ClaudeCode;
import dev.signalbox.runner.governor.Governors;
import dev.signalbox.runner.governor.Watched;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.OutputLimit;
import dev.signalbox.runner.process.Marker;
import dev.signalbox.runner.process.ProcessEntry;
import dev.signalbox.runner.process.Workspaces;
import dev.signalbox.runner.process.adapter.LinuxProcesses;
import dev.signalbox.runner.process.adapter.ProcessAgent;
import dev.signalbox.runner.process.adapter.ProcessSettings;
import dev.signalbox.runner.support.Attempts;
import dev.signalbox.runner.support.Confining;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that speak as Claude Code does and behave well or badly. */
class CodingAgentIT {
    private static final String BEGIN =
            "say '{\"type\":\"system\",\"subtype\":\"init\",\"session_id\":\"s-9\",\"model\":\"large\"}'\n";
    private static final String WORK = "say '{\"type\":\"assistant\",\"message\":{\"id\":\"'$1'\",\"content\":"
            + "[{\"type\":\"text\",\"text\":\"I work.\"}],\"usage\":{\"input_tokens\":7,\"output_tokens\":2}}}'\n";
    private static final String RESULT = "say '{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,"
            + "\"result\":\"All done.\",\"total_cost_usd\":0.02,\"usage\":{\"input_tokens\":9,\"output_tokens\":4}}'\n";
    private static final String CALLS =
            "call() { printf '{\"type\":\"assistant\",\"message\":{\"id\":\"m%s\",\"content\":"
                    + "[{\"type\":\"tool_use\",\"id\":\"t%s\",\"name\":\"Bash\",\"input\":{\"command\":\"%s\"}}],"
                    + "\"usage\":{\"input_tokens\":7,\"output_tokens\":2}}}\\n' $1 $1 \"$2\"; printf '{\"type\":\"user\",\"message\":"
                    + "{\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"t%s\",\"content\":\"the same\"}]}}\\n' $1; }\n";
    private static final String ROUND_AND_ROUND =
            "n=0; while [ $n -lt %d ]; do n=$((n+1)); call $n 'make test'; n=$((n+1)); call $n 'cat log'; sleep 0.05; done\n";
    private static final Duration GRACE = Duration.ofSeconds(1);
    private static final Duration RESULT_GRACE = Duration.ofSeconds(2);

    @TempDir
    Path directory;

    private final String node = "node-" + UUID.randomUUID();
    private final LinuxProcesses processes = new LinuxProcesses();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<GovernorFinding> findings = new CopyOnWriteArrayList<>();
    private final Governors governors = new Governors((assignment, finding) -> findings.add(finding), System::nanoTime);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BlockingQueue<AttemptResult> ends = new LinkedBlockingQueue<>();
    private final List<OutputChunk> output = new CopyOnWriteArrayList<>();
    private final List<Usage> reported = new CopyOnWriteArrayList<>();
    private @Nullable Governance governance;
    private ProcessAgent agent;
    private Path workspace;

    @BeforeEach
    void create() throws IOException {
        workspace = Files.createDirectory(directory.resolve("workspace")).toRealPath();
        Path prompts = Files.createDirectory(directory.resolve("prompts"));
        Map<String, String> own = Map.of("PATH", "/usr/bin:/bin", "SECRET", "s3cret");
        agent = new ProcessAgent(
                new ProcessSettings(node, prompts, own, GRACE),
                new Workspaces(Map.of(), directory.resolve("others")),
                new CodingProgram(
                        new ClaudeCode(),
                        (attempt, handedOver) -> new OutputCapture(
                                attempt,
                                OutputLimit.of(1_000_000),
                                handedOver,
                                output::add,
                                flush -> {},
                                Clock.systemUTC()),
                        (assignment, usage) -> reported.add(usage),
                        timer,
                        RESULT_GRACE),
                processes,
                Confining.byLooking(),
                (attempt, pid, start) -> {},
                threads,
                threads,
                time -> {},
                governors);
    }

    @AfterEach
    void nobodyAndNothingIsLeft() throws IOException {
        threads.shutdownNow();
        timer.shutdownNow();
        assertThat(marked()).isEmpty();
        try (var prompts = Files.list(directory.resolve("prompts"))) {
            assertThat(prompts).isEmpty();
        }
    }

    @Test
    void its_answer_usage_and_cost_are_the_result_and_a_person_can_read_what_it_did() throws Exception {
        AttemptResult result = run(BEGIN + worked("m1") + worked("m2") + RESULT);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.output()).isEqualTo("All done.");
        assertThat(result.usage().costUsd()).isEqualByComparingTo("0.02");
        assertThat(result.usage().tokens()).isEqualTo(18);
        assertThat(reported).extracting(Usage::tokens).containsExactly(9L, 18L, 18L);
        assertThat(printed()).isEqualTo("[begun with large, session s-9]\nI work.\nI work.\nAll done.\n");
    }

    @Test
    void the_prompts_are_in_private_files_and_on_no_command_line() throws Exception {
        AttemptResult result =
                run("tr '\\0' ' ' < /proc/$$/cmdline > cmdline; cat > prompt; cat \"$SIGNALBOX_PROMPT_FILE\" > named;\n"
                        + "while [ $# -gt 0 ]; do [ \"$1\" = --append-system-prompt-file ] && cat \"$2\" > system; shift; done\n"
                        + RESULT);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(workspace.resolve("prompt")).hasContent("Add vouchers.");
        assertThat(workspace.resolve("named")).hasContent("Add vouchers.");
        assertThat(workspace.resolve("system")).hasContent("Be brief.");
        assertThat(Files.readString(workspace.resolve("cmdline"))).doesNotContain("vouchers", "brief");
    }

    @Test
    void a_good_result_before_a_bad_exit_or_a_signal_is_no_success() throws Exception {
        assertThat(run(RESULT + "exit 3").exitCode()).isEqualTo(3);
        AttemptResult killed = run(RESULT + "kill -KILL $$");
        assertThat(killed.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(killed.signal()).isEqualTo(9);
        assertThat(killed.output()).isNull();
    }

    @Test
    void an_error_result_is_a_failure_whatever_the_exit_code() throws Exception {
        AttemptResult result = run(BEGIN
                + "say '{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":true,\"result\":\"Not logged in\"}'\n"
                + "exit 0");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.message()).isEqualTo("Not logged in");
        assertThat(result.fault()).isEqualTo(AgentFault.BAD_CREDENTIALS);
        assertThat(result.signature()).isNotNull();
    }

    @Test
    void a_stream_that_breaks_off_has_no_result_and_its_half_line_is_kept() throws Exception {
        AttemptResult result = run(BEGIN + "printf '{\"type\":\"resu'; exit 0");

        assertThat(result.fault()).isEqualTo(AgentFault.NO_RESULT);
        assertThat(printed()).endsWith("{\"type\":\"resu\n");
    }

    @Test
    void huge_lines_and_bytes_that_are_no_text_do_no_harm() throws Exception {
        AttemptResult result = run(BEGIN + "head -c 9000000 /dev/zero | tr '\\0' x; echo\n"
                + "head -c 3000 /dev/urandom; echo\n" + RESULT + "echo after the result");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(printed()).contains("[a line of 9000000 bytes is left out]").endsWith("after the result\n");
    }

    @Test
    void a_program_that_never_reads_its_prompt_or_closes_its_stdout_still_ends() throws Exception {
        assertThat(run(RESULT + "exec >&-; sleep 0.2; exit 0").outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
    }

    @Test
    void children_that_stay_behind_after_the_result_are_gone_at_the_end() throws Exception {
        AttemptResult result = run("sleep 1000 & setsid sleep 1000 &\n" + RESULT);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.message()).contains("2 of its processes had to be killed");
    }

    @Test
    void one_that_hangs_after_its_result_and_ignores_term_is_killed_and_keeps_what_it_said() throws Exception {
        Work work = begin("trap '' TERM\n" + RESULT + "while :; do sleep 0.05; done", null);
        Awaitility.await().until(() -> !reported.isEmpty());

        work.stop(StopOrder.timeout(Duration.ofSeconds(1)));
        AttemptResult result = end();

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.usage().tokens()).isEqualTo(13);
        assertThat(printed()).contains("All done.");
    }

    @Test
    void one_that_hangs_after_its_result_is_ended_after_a_grace_and_has_not_succeeded() throws Exception {
        AttemptResult result = run("trap '' TERM\n" + RESULT + "while :; do sleep 0.05; done");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.FAILED);
        assertThat(result.signal()).isEqualTo(9);
        assertThat(result.message())
                .contains(
                        "it had said before that its work was done", "it did not end within 2000 ms after its result");
    }

    @Test
    void numbers_that_no_counter_can_hold_are_passed_on_as_what_nobody_believes() throws Exception {
        AttemptResult result =
                run("say '{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false,\"result\":\"ok\","
                        + "\"total_cost_usd\":1e999,\"usage\":{\"input_tokens\":123456789012345678901234567890,"
                        + "\"cache_read_input_tokens\":9223372036854775807,\"output_tokens\":-5}}'\n");

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.usage().inputTokens()).isEqualTo(Long.MAX_VALUE);
        assertThat(result.output()).isEqualTo("ok");
    }

    @Test
    void one_that_goes_on_after_its_turns_is_stopped() throws Exception {
        begin(BEGIN + "n=0; while :; do n=$((n+1)); work m$n; sleep 0.05; done", 3);

        AttemptResult result = end();

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.ABORTED);
        assertThat(result.fault()).isEqualTo(AgentFault.OUT_OF_TURNS);
        assertThat(result.message()).isEqualTo("it was stopped after its 3 turns");
        assertThat(result.usage().tokens()).isGreaterThanOrEqualTo(4 * 9);
    }

    @Test
    void one_that_goes_round_is_stopped_with_the_evidence_and_keeps_what_it_said() throws Exception {
        governance = governed(GovernorMode.ENFORCE, GovernorLimits.NONE, WorkSoFar.NONE);

        AttemptResult result = run(BEGIN + ROUND_AND_ROUND.formatted(10_000) + RESULT);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.ABORTED);
        assertThat(result.tripwire()).isEqualTo(Tripwire.LOOP);
        assertThat(result.message())
                .startsWith("stopped by the governor, loop_detected: it made the same 2 calls in turn, 4 times: Bash#");
        assertThat(result.signature()).isNotNull();
        assertThat(result.usage().tokens()).isGreaterThanOrEqualTo(8 * 9);
        Trip trip = trips().getFirst();
        assertThat(trip.stopped()).isTrue();
        assertThat(trip.calls()).hasSize(2).allMatch(call -> call.startsWith("Bash#"));
        assertThat(trip.measured()).isEqualByComparingTo("4");
        assertThat(printed())
                .contains("-> Bash make test\n-> Bash cat log\n")
                .contains("[governor: stopped here, at 0 USD: loop_detected: ");
        assertThat(governors.count()).isZero();
    }

    @Test
    void one_that_goes_round_finishes_where_the_governor_only_warns_and_it_is_known_what_a_stop_would_have_saved()
            throws Exception {
        governance = governed(GovernorMode.WARN, GovernorLimits.NONE, WorkSoFar.NONE);

        AttemptResult result = run(BEGIN + ROUND_AND_ROUND.formatted(20) + RESULT);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.output()).isEqualTo("All done.");
        assertThat(result.tripwire()).isNull();
        GovernorSummary seen = Objects.requireNonNull(result.governor());
        assertThat(seen.turns()).isEqualTo(20);
        assertThat(seen.trips()).isEqualTo(trips()).hasSize(1);
        assertThat(trips().getFirst().usage().tokens()).isEqualTo(8 * 9);
        assertThat(result.usage().tokens()).isEqualTo(20 * 9);
        assertThat(printed()).contains("[governor: would have been stopped here, at 0 USD: loop_detected: ");
    }

    @Test
    void one_that_is_only_observed_is_not_told_about_it() throws Exception {
        governance = governed(GovernorMode.OBSERVE, GovernorLimits.NONE, WorkSoFar.NONE);

        AttemptResult result = run(BEGIN + ROUND_AND_ROUND.formatted(10) + RESULT);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(trips()).hasSize(1);
        assertThat(printed()).doesNotContain("governor");
    }

    @Test
    void a_usage_below_zero_neither_gives_an_agent_more_nor_stops_it() throws Exception {
        governance =
                governed(GovernorMode.ENFORCE, new GovernorLimits(BigDecimal.ONE, 100L, null, null), WorkSoFar.NONE);

        AttemptResult result = run(BEGIN
                + "say '{\"type\":\"assistant\",\"message\":{\"id\":\"x\",\"content\":[],\"usage\":"
                + "{\"input_tokens\":-900,\"output_tokens\":-5}}}'\n" + worked("m1") + RESULT);

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.SUCCEEDED);
        assertThat(result.usage().goesBelowZero()).isFalse();
        assertThat(trips()).isEmpty();
    }

    @Test
    void another_attempt_has_only_what_those_before_it_have_left() throws Exception {
        governance = governed(
                GovernorMode.ENFORCE,
                new GovernorLimits(null, 100L, null, null),
                new WorkSoFar(new Usage(70, 10, BigDecimal.ZERO), 3, Duration.ofSeconds(9)));

        AttemptResult result =
                run(BEGIN + "n=0; while [ $n -lt 1000 ]; do n=$((n+1)); work m$n; sleep 0.05; done\n" + RESULT);

        assertThat(result.tripwire()).isEqualTo(Tripwire.TOKENS);
        assertThat(trips().getFirst().measured()).isEqualByComparingTo("107");
        assertThat(trips().getFirst().scope()).isEqualTo(GovernedScope.STEP);
    }

    @Test
    void an_attempt_for_which_nothing_is_left_is_not_even_begun() throws Exception {
        governance = governed(
                GovernorMode.ENFORCE,
                new GovernorLimits(null, 100L, null, null),
                new WorkSoFar(new Usage(170, 10, BigDecimal.ZERO), 3, Duration.ofSeconds(9)));

        AttemptResult result = run("touch begun\n" + RESULT);

        assertThat(result.tripwire()).isEqualTo(Tripwire.TOKENS);
        assertThat(result.outcome()).isEqualTo(AttemptOutcome.ABORTED);
        assertThat(workspace.resolve("begun")).doesNotExist();
    }

    @Test
    void a_step_without_a_prompt_is_denied() throws Exception {
        agent.begin(new Assignment(start("exit 0", null, null), null), ends::add);

        AttemptResult result = end();

        assertThat(result.outcome()).isEqualTo(AttemptOutcome.DENIED);
        assertThat(result.message()).isEqualTo("a coding agent needs a prompt, and its step has none");
    }

    private AttemptResult run(String script) throws IOException, InterruptedException {
        begin(script, null);
        return end();
    }

    private Work begin(String script, @Nullable Integer maxTurns) throws IOException {
        return agent.begin(new Assignment(start(script, "Add vouchers.", maxTurns), null), ends::add);
    }

    private StartAttempt start(String script, @Nullable String prompt, @Nullable Integer maxTurns) throws IOException {
        AttemptRef attempt = Attempts.attemptIn(workspace, "a");
        Path program = Files.createFile(
                directory.resolve("claude-" + UUID.randomUUID()),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.writeString(
                program,
                "#!/bin/sh\nsay() { printf '%s\\n' \"$1\"; }\nwork() {\n" + WORK + "}\n" + CALLS + script + "\n");
        return StartAttemptBuilder.builder()
                .attempt(attempt)
                .runName("a run")
                .agent(new AgentId("claude"))
                .agentType(AgentType.CLAUDE_CODE)
                .command(List.of(program.toString()))
                .prompt(prompt)
                .profile(new AgentProfile(null, "Be brief.", List.of(), maxTurns, null))
                .files(FileScope.NONE)
                .outputLimit(1_000)
                .governor(governance)
                .dispatchedAt(Instant.now())
                .build();
    }

    private List<Trip> trips() {
        return findings.stream()
                .filter(GovernorFinding.Tripped.class::isInstance)
                .map(finding -> ((GovernorFinding.Tripped) finding).trip())
                .toList();
    }

    private static Governance governed(GovernorMode mode, GovernorLimits ofStep, WorkSoFar before) {
        return new Governance(Watched.policy(mode, ofStep, GovernorLimits.NONE), before, before);
    }

    private static String worked(String message) {
        return "work " + message + "\n";
    }

    private AttemptResult end() throws InterruptedException {
        @Nullable AttemptResult result = ends.poll(30, TimeUnit.SECONDS);
        if (result == null) {
            throw new AssertionError("it has not ended; alive: " + marked());
        }
        return result;
    }

    private List<ProcessEntry> marked() {
        return processes.all().stream()
                .filter(process -> processes.hasVariable(process.pid(), Marker.of(node)))
                .toList();
    }

    private String printed() {
        StringBuilder text = new StringBuilder();
        output.forEach(chunk -> text.append(chunk.text()));
        return text.toString();
    }
}
