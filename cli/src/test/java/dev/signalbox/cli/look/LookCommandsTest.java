package dev.signalbox.cli.look;

import static dev.signalbox.client.FakeDoor.json;
import static dev.signalbox.client.FakeDoor.problem;
import static dev.signalbox.client.FakeDoor.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.CommandRun;
import dev.signalbox.cli.ExitCode;
import dev.signalbox.cli.Failure;
import dev.signalbox.client.FakeDoor;
import dev.signalbox.contracts.AgentId;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.SpentToday;
import dev.signalbox.contracts.admission.WorkspaceBudget;
import dev.signalbox.contracts.api.BudgetView;
import dev.signalbox.contracts.api.GovernorReport;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.PauseView;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.RunViewBuilder;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.api.StepViewBuilder;
import dev.signalbox.contracts.api.Why;
import dev.signalbox.contracts.api.WorkspaceBudgetView;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunFact;
import dev.signalbox.contracts.event.RunStarted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepStatus;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.DailyBudget;
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.Usage;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookCommandsTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunId RUN = new RunId("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final RunId OTHER = new RunId("01890a5d-ac96-774b-bcce-b302099a9999");
    private static final StepId BUILD = new StepId("build");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("/tmp/w");
    private static final StepCounts COUNTS = new StepCounts(1, 0, 0, 2, 0, 0, 0);

    @TempDir
    Path directory;

    private FakeDoor door;

    @BeforeEach
    void open() throws IOException {
        door = new FakeDoor();
        door.on("GET /v1/runs", json(200, new Page<>(List.of(view(RUN), view(OTHER)), null)));
        door.on("GET /v1/runs/" + RUN, json(200, view(RUN)));
    }

    @AfterEach
    void close() {
        door.close();
    }

    private CommandRun signalbox(String... arguments) {
        return CommandRun.of(directory, Map.of("SIGNALBOX_URL", door.address().toString()), arguments);
    }

    @Test
    void runs_are_a_table_without_anything_a_name_smuggles_in() {
        CommandRun runs = signalbox("runs");

        assertThat(runs.exitCode()).isZero();
        assertThat(runs.outLines().get(0)).startsWith("RUN").contains("NAME", "STATE", "DONE");
        assertThat(runs.outLines().get(1))
                .contains(RUN.value(), "demo", "timed out", "2/3", "2026-03-01 12:00:00", "5.0 s");
        assertThat(runs.out()).doesNotContain("\u001b");
    }

    @Test
    void runs_are_filtered_by_the_door() {
        signalbox("runs", "--status", "timed_out", "--limit", "7");

        assertThat(door.seen.getLast().path()).isEqualTo("/v1/runs?status=timed_out&limit=7");
    }

    @Test
    void json_is_the_answer_itself() {
        assertThat(signalbox("status", RUN.value(), "--json").out())
                .isEqualToIgnoringNewLines(FakeDoor.written(view(RUN)));
    }

    @Test
    void status_names_what_is_known_and_leaves_out_the_rest() {
        CommandRun status = signalbox("status", "last");

        assertThat(status.outLines()).contains("state      timed out", "steps      2 succeeded, 1 pending");
        assertThat(status.out()).doesNotContain("usage");
    }

    @Test
    void status_says_what_is_spent_of_what_may_be() {
        RunView view = view(RUN);
        BudgetView budget = new BudgetView(
                new Budget(new BigDecimal("10"), null),
                OnExceed.PAUSE,
                new Budget(new BigDecimal("1.5"), 0L),
                new Budget(new BigDecimal("2.25"), 1_200L));
        door.on(
                "GET /v1/runs/" + RUN,
                json(
                        200,
                        RunViewBuilder.builder()
                                .run(RUN)
                                .name(view.name())
                                .workspace(WORKSPACE)
                                .format(view.format())
                                .status(view.status())
                                .steps(COUNTS)
                                .usage(Usage.NONE)
                                .submittedAt(NOON)
                                .startedAt(NOON)
                                .endedAt(NOON)
                                .lastSeq(9)
                                .budget(budget)
                                .build()));

        CommandRun status = signalbox("status", RUN.value());

        assertThat(status.outLines()).contains("money      $2.25 of $10.00 ($1.50 reserved), 1200 tokens spent");
    }

    @Test
    void an_unknown_run_is_wrong_usage_and_the_code_is_shown() {
        door.on("GET /v1/runs/" + OTHER, problem(Problem.of(ProblemCode.RUN_NOT_FOUND, "There is no run " + OTHER)));

        CommandRun status = signalbox("status", OTHER.value());

        assertThat(status.exitCode()).isEqualTo(ExitCode.WRONG_USAGE.number());
        assertThat(status.err()).contains("RUN_NOT_FOUND There is no run " + OTHER);
    }

    @Test
    void steps_say_what_they_wait_for() {
        door.on(
                "GET /v1/runs/%s/steps".formatted(RUN),
                json(
                        200,
                        new Page<>(
                                List.of(
                                        step(StepStatus.READY, new WaitsFor.Agent(null, "core"), 0),
                                        step(StepStatus.RUNNING, null, 1),
                                        givenUp("exit code 2 is not tried again")),
                                null)));

        CommandRun steps = signalbox("steps", "8057");

        assertThat(steps.outLines().get(1)).contains("build", "ready", "core", "agent of track core");
        assertThat(steps.outLines().get(2)).contains("build", "running", "agent-1", "1 of 3");
        assertThat(steps.outLines().get(3)).contains("failed, exit code 2; given up: exit code 2 is not tried again");
    }

    @Test
    void the_time_of_a_step_is_that_of_its_last_attempt_and_ends_with_it() {
        StepView over = StepViewBuilder.builder(step(StepStatus.CONFLICTED, null, 1))
                .startedAt(NOON)
                .attemptEndedAt(NOON.plusSeconds(7))
                .build();
        door.on(
                "GET /v1/runs/%s/steps".formatted(RUN),
                json(
                        200,
                        new Page<>(
                                List.of(
                                        over,
                                        StepViewBuilder.builder(over)
                                                .status(StepStatus.BACKING_OFF)
                                                .build(),
                                        StepViewBuilder.builder(over)
                                                .status(StepStatus.CANCELLED)
                                                .endedAt(NOON.plusSeconds(99))
                                                .build()),
                                null)));

        CommandRun steps = signalbox("steps", "8057");

        assertThat(steps.outLines().subList(1, 4)).allMatch(line -> line.contains(" 7.0 s"));
    }

    @Test
    void events_are_followed_to_the_end() {
        RunEnded ended = new RunEnded(RunStatus.SUCCEEDED, "every step succeeded", Usage.NONE, COUNTS);
        door.on("GET /v1/runs/%s/stream".formatted(RUN), text(200, sse(1, new RunStarted()) + sse(2, ended)));

        CommandRun events = signalbox("events", RUN.value(), "--follow");

        assertThat(events.outLines())
                .containsExactly(
                        "    1  12:00:00.000  run started",
                        "    2  12:00:00.000  run succeeded: every step succeeded (2 succeeded, 1 pending)");
    }

    @Test
    void events_are_read_page_by_page_and_as_json_lines() {
        door.on(
                "GET /v1/runs/%s/events".formatted(RUN),
                json(200, new Page<>(List.of(event(1, new RunStarted())), "1")),
                json(200, new Page<>(List.of(event(2, new RunStarted())), null)));

        CommandRun events = signalbox("events", RUN.value(), "--json");

        assertThat(events.outLines())
                .containsExactly(
                        FakeDoor.written(event(1, new RunStarted())), FakeDoor.written(event(2, new RunStarted())));
        assertThat(door.seen.getLast().path()).endsWith("after=1");
    }

    @Test
    void logs_go_to_the_stream_they_came_from_without_escape_sequences() {
        door.on(
                "GET /v1/runs/%s/steps/build/output".formatted(RUN),
                json(
                        200,
                        new Page<>(
                                List.of(
                                        chunk(1, OutputStreamName.STDOUT, "one\u001b[3", 0),
                                        chunk(2, OutputStreamName.STDERR, "oops\n", 0),
                                        chunk(3, OutputStreamName.STDOUT, "1m two\n", 12)),
                                null)));

        CommandRun logs = signalbox("logs", RUN.value(), "build", "--attempt", "1");

        assertThat(logs.out()).isEqualTo("one two\n");
        assertThat(logs.err()).contains("oops", "--- 12 bytes not kept ---");
        assertThat(door.seen.getLast().path()).contains("attempt=1");
    }

    @Test
    void a_step_id_that_cannot_be_one_is_wrong_usage() {
        assertThat(signalbox("logs", RUN.value(), "../etc").exitCode()).isEqualTo(ExitCode.WRONG_USAGE.number());
    }

    @Test
    void cancel_says_why_and_where_to_look() {
        door.on("POST /v1/runs/%s/cancel".formatted(RUN), text(202, ""));

        CommandRun cancel = signalbox("cancel", RUN.value(), "--reason", "wrong branch");

        assertThat(cancel.exitCode()).isZero();
        assertThat(cancel.out()).contains("is being stopped", "signalbox status " + RUN);
        assertThat(door.seen.getLast().body()).contains("wrong branch");
    }

    @Test
    void pause_says_how_to_go_on_and_resume_that_it_does() {
        door.on("POST /v1/runs/%s/pause".formatted(RUN), text(202, ""));
        door.on("POST /v1/runs/%s/resume".formatted(RUN), text(202, ""));

        CommandRun pause = signalbox("pause", RUN.value(), "--reason", "let me look");
        CommandRun resume = signalbox("resume", RUN.value(), "--json");

        assertThat(pause.exitCode()).isZero();
        assertThat(pause.out()).contains("signalbox resume " + RUN);
        assertThat(door.seen.getFirst().body()).contains("let me look");
        assertThat(resume.exitCode()).isZero();
        assertThat(resume.out()).contains("{\"run\":\"" + RUN + "\"}");
    }

    @Test
    void a_workspace_or_everything_is_held_when_no_run_is_named() throws IOException {
        door.on("POST /v1/pause", text(202, ""));
        door.on("POST /v1/resume", text(202, ""));

        CommandRun pause = signalbox("pause", "--workspace", "/srv/shop", "--reason", "freeze");
        CommandRun here = signalbox("pause", "--workspace", ".");
        CommandRun resume = signalbox("resume", "--all", "--json");

        assertThat(pause.exitCode()).isZero();
        assertThat(pause.out()).contains("signalbox resume --workspace /srv/shop");
        assertThat(door.seen.getFirst().path()).endsWith("?workspace=%2Fsrv%2Fshop");
        assertThat(door.seen.getFirst().body()).contains("freeze");
        assertThat(resume.out()).contains("{\"workspace\":\"*\"}");
        assertThat(here.out()).contains("workspace " + directory.toRealPath() + " pauses");
    }

    @Test
    void what_is_held_is_listed_with_since_when_by_whom_and_why() {
        door.on(
                "GET /v1/pause",
                json(
                        200,
                        new Page<>(
                                List.of(
                                        new PauseView(null, "release freeze", "ann", NOON),
                                        new PauseView(new WorkspaceId("shop"), "", "bob", NOON)),
                                null)));

        CommandRun paused = signalbox("paused");

        assertThat(paused.exitCode()).isZero();
        assertThat(paused.outLines())
                .anySatisfy(line -> assertThat(line).contains("everything", "ann", "release freeze"));
        assertThat(paused.outLines()).anySatisfy(line -> assertThat(line).contains("workspace shop", "bob"));
        assertThat(signalbox("paused", "--json").out()).contains("\"workspace\":null", "\"workspace\":\"shop\"");
    }

    @Test
    void nothing_held_is_said_in_a_sentence() {
        door.on("GET /v1/pause", json(200, new Page<>(List.of(), null)));

        assertThat(signalbox("paused").err()).contains("No workspace is held");
    }

    @Test
    void what_is_held_must_be_said_and_said_once() {
        assertThat(signalbox("pause").exitCode()).isEqualTo(2);
        assertThat(signalbox("pause", RUN.value(), "--all").exitCode()).isEqualTo(2);
        assertThat(signalbox("resume", "--workspace", "").exitCode()).isEqualTo(2);
    }

    @Test
    void steps_are_tried_again_or_done_without_and_the_run_moves_forward_in_line() {
        door.on("POST /v1/runs/%s/retry".formatted(RUN), text(202, ""));
        door.on("POST /v1/runs/%s/steps/docs/skip".formatted(RUN), text(202, ""));
        door.on("POST /v1/runs/%s/priority".formatted(RUN), text(202, ""));

        CommandRun retry = signalbox("retry", RUN.value(), "tests", "docs", "--reason", "fixed");
        CommandRun skip = signalbox("skip", RUN.value(), "docs");
        CommandRun priority = signalbox("priority", RUN.value(), "9");

        assertThat(retry.exitCode()).isZero();
        assertThat(retry.out()).contains("tests, docs");
        assertThat(skip.exitCode()).isZero();
        assertThat(priority.exitCode()).isZero();
        assertThat(door.seen.stream().map(FakeDoor.Seen::body))
                .containsExactly("{\"steps\":[\"tests\",\"docs\"],\"reason\":\"fixed\"}", "{}", "{\"priority\":9}");
    }

    @Test
    void a_budget_is_set_anew_for_a_run_or_one_of_its_steps() {
        door.on("POST /v1/runs/%s/budget".formatted(RUN), text(202, ""));

        CommandRun ofRun = signalbox("budget", RUN.value(), "--usd", "20.5", "--reason", "worth it");
        CommandRun ofStep = signalbox("budget", RUN.value(), "--step", "docs", "--tokens", "5000");

        assertThat(ofRun.exitCode()).isZero();
        assertThat(ofStep.exitCode()).isZero();
        assertThat(door.seen.stream().map(FakeDoor.Seen::body))
                .containsExactly("{\"usd\":20.5,\"reason\":\"worth it\"}", "{\"step\":\"docs\",\"tokens\":5000}");
    }

    @Test
    void the_budget_of_a_workspace_is_set_shown_and_taken_away() {
        WorkspaceBudget budget = new WorkspaceBudget(
                new BudgetRule(new Budget(new BigDecimal("250"), null), OnExceed.ESCALATE, 80),
                new Budget(new BigDecimal("2"), 0L),
                new Budget(new BigDecimal("12.5"), 900L),
                NOON,
                "the month's share",
                "ada",
                NOON);
        door.on("PUT /v1/workspaces/budget", text(202, ""));
        door.on("DELETE /v1/workspaces/budget", text(202, ""));
        door.on("GET /v1/workspaces/budget", json(200, new WorkspaceBudgetView(new WorkspaceId("shop"), budget)));

        CommandRun set = signalbox(
                "budget", "--workspace", "shop", "--usd", "250", "--on-exceed", "escalate", "--reason", "share");
        String body = door.seen.getLast().body();
        CommandRun shown = signalbox("budget", "--workspace", "shop");
        CommandRun gone = signalbox("budget", "--workspace", "shop", "--unlimited");

        assertThat(set.out()).contains("the budget of workspace shop is set");
        assertThat(body).isEqualTo("{\"usd\":250,\"onExceed\":\"escalate\",\"reason\":\"share\"}");
        assertThat(shown.outLines())
                .contains("money      $12.50 of $250.00 ($2.00 reserved), 900 tokens spent", "at limit   escalate");
        assertThat(gone.exitCode()).isZero();
        assertThat(door.seen.getLast().path()).isEqualTo("/v1/workspaces/budget?workspace=shop");
    }

    @Test
    void a_limit_on_each_day_of_a_workspace_is_set_and_shown() {
        WorkspaceBudget budget = new WorkspaceBudget(
                BudgetRule.of(Budget.NONE),
                Budget.NONE,
                new Budget(new BigDecimal("12.5"), 0L),
                NOON,
                "",
                "ada",
                NOON,
                new SpentToday(
                        new DailyBudget(BudgetRule.of(Budget.ofUsd(new BigDecimal("20"))), "Europe/Berlin"),
                        Budget.ofUsd(new BigDecimal("3")),
                        NOON));
        door.on("PUT /v1/workspaces/budget", text(202, ""));
        door.on("GET /v1/workspaces/budget", json(200, new WorkspaceBudgetView(new WorkspaceId("shop"), budget)));

        signalbox(
                "budget",
                "--workspace",
                "shop",
                "--daily-usd",
                "20",
                "--time-zone",
                "Europe/Berlin",
                "--on-exceed",
                "fail");
        String body = door.seen.getLast().body();
        CommandRun shown = signalbox("budget", "--workspace", "shop");

        assertThat(body).isEqualTo("{\"daily\":{\"usd\":20,\"onExceed\":\"fail\",\"timeZone\":\"Europe/Berlin\"}}");
        assertThat(shown.outLines())
                .contains("today      $3.00 of $20.00 spent", "at limit   pause, until the day is over");
        assertThat(shown.out()).contains("midnight in Europe/Berlin");
        assertThat(signalbox("budget", RUN.value(), "--daily-usd", "20").exitCode())
                .isEqualTo(2);
        assertThat(signalbox("budget", "--workspace", "shop", "--time-zone", "UTC")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void a_budget_of_a_workspace_and_a_run_together_is_wrong_usage() {
        assertThat(signalbox("budget", RUN.value(), "--workspace", "shop").exitCode())
                .isEqualTo(2);
        assertThat(signalbox("budget", "--workspace", "shop", "--unlimited", "--usd", "3")
                        .exitCode())
                .isEqualTo(2);
        assertThat(signalbox("budget", RUN.value(), "--usd", "3", "--unlimited").exitCode())
                .isEqualTo(2);
    }

    @Test
    void a_budget_of_nothing_or_below_it_is_wrong_usage() {
        assertThat(signalbox("budget", RUN.value()).exitCode()).isEqualTo(2);
        assertThat(signalbox("budget", RUN.value(), "--usd=-1").exitCode()).isEqualTo(2);
    }

    @Test
    void the_governors_report_says_what_it_would_have_saved_and_how_often_it_would_have_been_wrong() {
        GovernorReport.Tally tally =
                new GovernorReport.Tally(1, 3, 1, 2, 0, new BigDecimal("0.45"), new BigDecimal("0.15"), 1_200);
        door.on(
                "GET /v1/governor/report",
                json(200, new GovernorReport(List.of(new GovernorReport.Line(Tripwire.LOOP, tally)), tally)));

        CommandRun report = signalbox("governor", "report", "--workspace", "shop", "--since", "2026-01-01T00:00:00Z");
        CommandRun status = signalbox("status", RUN.value());

        assertThat(report.exitCode()).isZero();
        assertThat(report.out()).contains("loop_detected").contains("$0.45").contains("$0.15");
        assertThat(door.seen.stream().map(FakeDoor.Seen::path))
                .contains(
                        "/v1/governor/report?workspace=shop&since=2026-01-01T00%3A00%3A00Z",
                        "/v1/governor/report?run=" + RUN);
        assertThat(status.outLines())
                .contains("governor   1 attempt stopped, 3 attempts would have been stopped and cost $0.45 after that"
                        + " (loop_detected)");
    }

    @Test
    void a_report_since_no_time_is_wrong_usage() {
        CommandRun report = signalbox("governor", "report", "--since", "yesterday");

        assertThat(report.exitCode()).isEqualTo(2);
        assertThat(report.err()).contains("--since takes a time like 2026-03-14T09:26:53Z, or how long ago");
    }

    @Test
    void why_says_the_reason_and_what_would_free_it() {
        door.on(
                "GET /v1/runs/%s/steps/docs/why".formatted(RUN),
                json(
                        200,
                        new Why(
                                RUN,
                                new StepId("docs"),
                                "ready",
                                "its workspace is paused",
                                "paused",
                                NOON,
                                List.of(),
                                "signalbox resume --workspace shop",
                                Map.of())));

        CommandRun why = signalbox("why", RUN.value(), "docs");

        assertThat(why.exitCode()).isZero();
        assertThat(why.out())
                .contains("step docs is ready, since ")
                .contains("  because  its workspace is paused")
                .contains("  until    signalbox resume --workspace shop");
    }

    @Test
    void a_priority_beyond_its_range_and_an_impossible_step_are_wrong_usage() {
        assertThat(signalbox("priority", RUN.value(), "11").exitCode()).isEqualTo(2);
        assertThat(signalbox("skip", RUN.value(), "").exitCode()).isEqualTo(2);
    }

    @Test
    void a_part_of_an_id_must_mean_one_run() {
        assertThat(RunReference.one("8057", List.of(RUN, OTHER))).isEqualTo(RUN);
        assertThatThrownBy(() -> RunReference.one("01890a5d", List.of(RUN, OTHER)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("fits 2 runs");
        assertThatThrownBy(() -> RunReference.one("ffff", List.of(RUN, OTHER)))
                .isInstanceOf(Failure.class)
                .hasMessageContaining("begins or ends with 'ffff'");
    }

    private static String sse(long seq, RunFact fact) {
        return "id: %d\ndata: %s\n\n".formatted(seq, FakeDoor.written(event(seq, fact)));
    }

    private static RunEvent event(long seq, RunFact fact) {
        return new RunEvent(RUN, WORKSPACE, seq, NOON, fact);
    }

    private static RunView view(RunId run) {
        return RunViewBuilder.builder()
                .run(run)
                .name("demo\u001b[31m")
                .workspace(WORKSPACE)
                .format("signalbox/v1")
                .status(RunStatus.TIMED_OUT)
                .steps(COUNTS)
                .usage(Usage.NONE)
                .submittedAt(NOON)
                .startedAt(NOON)
                .endedAt(NOON.plusSeconds(5))
                .lastSeq(9)
                .build();
    }

    private static StepView step(StepStatus status, @Nullable WaitsFor waitsFor, int attempt) {
        return step(status, waitsFor, attempt, null, null);
    }

    private static StepView givenUp(String reason) {
        AttemptResult result = new AttemptResult(AttemptOutcome.FAILED, 2, null, null, Usage.NONE, 0);
        return step(StepStatus.FAILED, null, 1, result, reason);
    }

    private static StepView step(
            StepStatus status,
            @Nullable WaitsFor waitsFor,
            int attempt,
            @Nullable AttemptResult result,
            @Nullable String reason) {
        return StepViewBuilder.builder()
                .run(RUN)
                .step(BUILD)
                .status(status)
                .waitsFor(waitsFor)
                .track("core")
                .agent(attempt == 0 ? null : new AgentId("agent-1"))
                .attempt(attempt)
                .maxAttempts(3)
                .epoch(attempt)
                .files(FileScope.NONE)
                .result(result)
                .reason(reason)
                .usage(Usage.NONE)
                .build();
    }

    private static OutputChunk chunk(long number, OutputStreamName stream, String text, long dropped) {
        return new OutputChunk(new AttemptRef(WORKSPACE, RUN, BUILD, 1, 1), number, stream, text, dropped, NOON);
    }
}
