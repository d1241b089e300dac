package dev.signalbox.client;

import static dev.signalbox.client.FakeDoor.brokenStream;
import static dev.signalbox.client.FakeDoor.dropped;
import static dev.signalbox.client.FakeDoor.json;
import static dev.signalbox.client.FakeDoor.problem;
import static dev.signalbox.client.FakeDoor.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.api.InputProblem;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.api.Problem;
import dev.signalbox.contracts.api.RunAdmitted;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.RunViewBuilder;
import dev.signalbox.contracts.api.Severity;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.api.StepView;
import dev.signalbox.contracts.api.StepViewBuilder;
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
import dev.signalbox.contracts.spec.FileScope;
import dev.signalbox.contracts.spec.Usage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SignalboxClientTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final RunId OLD_RUN = new RunId("01890a5d-ac96-774b-bcce-b302099a8057");
    private static final StepId BUILD = new StepId("src/build");
    private static final WorkspaceId WORKSPACE = new WorkspaceId("/tmp/w");
    private static final StepCounts COUNTS = new StepCounts(0, 0, 0, 1, 0, 0, 0);
    private static final RunEnded ENDED = new RunEnded(RunStatus.SUCCEEDED, "every step succeeded", Usage.NONE, COUNTS);
    private static final RunRequest REQUEST =
            new RunRequest(null, List.of(new SourceFile("a.yaml", "steps: []")), null, null, false, null);

    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private FakeDoor door;
    private SignalboxClient client;

    @BeforeEach
    void open() throws IOException {
        door = new FakeDoor();
        client = new SignalboxClient(
                door.address(),
                new Patience(
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(5),
                        Duration.ofMillis(300),
                        Duration.ofMillis(200),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10)));
    }

    @AfterEach
    void close() {
        testIsOver.countDown();
        client.close();
        door.close();
    }

    @Test
    void a_submitted_run_is_admitted_under_the_callers_key() {
        door.on("POST /v1/runs", json(202, admitted()));

        RunAdmitted answer = client.submit(REQUEST, Optional.of("key-1"));

        assertThat(answer).isEqualTo(admitted());
        assertThat(door.seen).singleElement().satisfies(call -> {
            assertThat(call.header("Idempotency-Key")).contains("key-1");
            assertThat(call.header("Content-Type")).contains("application/json");
            assertThat(call.body()).contains("\"name\":\"a.yaml\"");
        });
    }

    @Test
    void a_submit_with_a_key_is_tried_again_when_the_conversation_breaks_or_the_service_asks_for_it() {
        Problem later = Problem.of(ProblemCode.ADMISSION_REBUILDING, "soon").withRetryAfter(Duration.ofMillis(1));
        door.on("POST /v1/runs", dropped(), problem(later), json(202, admitted()));

        assertThat(client.submit(REQUEST, Optional.of("key-1")).run()).isEqualTo(OLD_RUN);
        assertThat(door.seen)
                .hasSize(3)
                .allMatch(call -> call.header("Idempotency-Key").equals(Optional.of("key-1")));
    }

    @Test
    void a_submit_without_a_key_is_sent_once() {
        door.on("POST /v1/runs", dropped(), json(202, admitted()));

        var failure = catchThrowableOfType(UnreachableException.class, () -> client.submit(REQUEST));

        assertThat(failure.mayHaveTakenEffect()).isTrue();
        assertThat(door.seen).hasSize(1);
    }

    @Test
    void a_denial_is_a_problem_with_its_code_and_is_not_tried_again() {
        door.on(
                "POST /v1/runs",
                problem(Problem.of(ProblemCode.RUN_CAP_REACHED, "4 of 4 runs are live")
                        .withRetryAfter(Duration.ofSeconds(1))));

        var failure = catchThrowableOfType(ProblemException.class, () -> client.submit(REQUEST, Optional.of("k")));

        assertThat(failure.code()).isEqualTo(ProblemCode.RUN_CAP_REACHED);
        assertThat(failure).hasMessage("4 of 4 runs are live");
        assertThat(door.seen).hasSize(1);
    }

    @Test
    void every_problem_of_a_definition_arrives_with_its_place() {
        InputProblem unknown = new InputProblem(
                Severity.ERROR, "DEPENDENCY_UNKNOWN", "there is no step 'x'", "a.yaml", 3, 9, "/steps/0/depends_on/0");
        door.on(
                "POST /v1/runs",
                problem(Problem.of(ProblemCode.DEFINITION_INVALID, "1 error").withErrors(List.of(unknown))));

        var failure = catchThrowableOfType(ProblemException.class, () -> client.submit(REQUEST));

        assertThat(failure.problem().errors()).containsExactly(unknown);
    }

    @Test
    void nobody_listening_is_said_in_one_sentence() {
        URI nobody = door.address();
        door.close();

        try (SignalboxClient lonely = new SignalboxClient(nobody)) {
            var failure = catchThrowableOfType(UnreachableException.class, () -> lonely.run(OLD_RUN));
            assertThat(failure).hasMessage("Nothing answers at " + nobody + ".");
            assertThat(failure.mayHaveTakenEffect()).isFalse();
        }
    }

    @Test
    void an_address_that_is_not_http_is_refused_at_once() {
        assertThatThrownBy(() -> new SignalboxClient(URI.create("ftp://example.org")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void something_else_on_the_port_is_told_apart_from_signalbox() {
        door.on("GET /v1/runs/" + OLD_RUN, text(500, "<html>"), text(200, "<html>"));

        assertThatThrownBy(() -> client.run(OLD_RUN))
                .isInstanceOf(UnexpectedAnswerException.class)
                .hasMessageContaining("answered 500, which is not an answer of Signalbox");
        assertThatThrownBy(() -> client.run(OLD_RUN)).isInstanceOf(UnexpectedAnswerException.class);
    }

    @Test
    void a_code_of_a_newer_version_keeps_its_words() {
        door.on("GET /v1/runs/" + OLD_RUN, text(451, "{\"code\":\"NEWER\",\"detail\":\"not in this country\"}"));

        assertThatThrownBy(() -> client.run(OLD_RUN)).hasMessageContaining("451 (NEWER): not in this country");
    }

    @Test
    void a_run_admitted_a_moment_ago_is_waited_for() {
        RunId young = youngRun();
        door.on("GET /v1/runs/" + young, notFound(), notFound(), json(200, view(young, RunStatus.QUEUED)));

        assertThat(client.run(young).status()).isEqualTo(RunStatus.QUEUED);
    }

    @Test
    void a_service_that_will_be_back_soon_is_asked_again_for_a_while() {
        door.on("GET /v1/runs/" + OLD_RUN, problem(historyAway()), json(200, view(OLD_RUN, RunStatus.RUNNING)));
        assertThat(client.run(OLD_RUN).status()).isEqualTo(RunStatus.RUNNING);

        door.on("GET /v1/runs/" + OLD_RUN, problem(historyAway()));
        assertThatThrownBy(() -> client.run(OLD_RUN)).isInstanceOf(ProblemException.class);
    }

    @Test
    void a_stream_is_waited_for_through_an_outage_that_has_begun_already() {
        Problem away = historyAway();
        streaming(text(200, sse(1, ENDED)));
        door.on(
                "GET /v1/runs/" + OLD_RUN,
                problem(away),
                problem(away),
                problem(away),
                problem(away),
                problem(away),
                json(200, view(OLD_RUN, RunStatus.RUNNING)));
        List<Long> received = new ArrayList<>();

        client.stream(OLD_RUN, 0, event -> received.add(event.seq()));

        assertThat(received).containsExactly(1L);
    }

    @Test
    void a_run_that_never_was_is_not_waited_for() {
        door.on("GET /v1/runs/" + OLD_RUN, notFound());

        assertThatThrownBy(() -> client.run(OLD_RUN)).isInstanceOf(ProblemException.class);
        assertThat(door.seen).hasSize(1);
    }

    @Test
    void a_list_asks_for_what_the_filter_says() {
        door.on("GET /v1/runs", json(200, new Page<>(List.of(view(OLD_RUN, RunStatus.TIMED_OUT)), "next")));

        Page<RunView> page = client.runs(new RunFilter(RunStatus.TIMED_OUT, "/tmp/a b", 5, "x&y"));

        assertThat(page.next()).isEqualTo("next");
        assertThat(door.seen.getFirst().path())
                .isEqualTo("/v1/runs?status=timed_out&workspace=%2Ftmp%2Fa%20b&limit=5&after=x%26y");
    }

    @Test
    void steps_are_read_page_by_page() {
        StepView step = step(StepStatus.SUCCEEDED, 1, 0);
        door.on(
                "GET /v1/runs/%s/steps".formatted(OLD_RUN),
                json(200, new Page<>(List.of(step), "1")),
                json(200, new Page<>(List.of(step), null)));

        assertThat(client.steps(OLD_RUN)).hasSize(2);
        assertThat(door.seen.get(1).path()).endsWith("steps?limit=1000&after=1");
    }

    @Test
    void cancelling_says_why() {
        door.on("POST /v1/runs/%s/cancel".formatted(OLD_RUN), text(202, ""));

        client.cancel(OLD_RUN, "wrong branch");

        assertThat(door.seen.getFirst().body()).isEqualTo("{\"reason\":\"wrong branch\"}");
    }

    @Test
    void pausing_and_resuming_say_why_too() {
        door.on("POST /v1/runs/%s/pause".formatted(OLD_RUN), text(202, ""));
        door.on("POST /v1/runs/%s/resume".formatted(OLD_RUN), text(202, ""));

        client.pause(OLD_RUN, "let me look");
        client.resume(OLD_RUN, null);

        assertThat(door.seen).extracting(FakeDoor.Seen::body).containsExactly("{\"reason\":\"let me look\"}", "{}");
    }

    @Test
    void a_stream_that_breaks_is_resumed_behind_its_last_event_and_nothing_comes_twice() {
        String first = sse(1, new RunStarted()) + sse(2, new RunStarted());
        String cutInTheMiddle = first + sse(3, new RunStarted()).substring(0, 20);
        String repeated = ": alive\n\n" + sse(2, new RunStarted()) + sse(3, new RunStarted()) + sse(4, ENDED);
        streaming(brokenStream(cutInTheMiddle), problem(historyAway()), text(200, repeated));
        List<Long> received = new ArrayList<>();

        client.stream(OLD_RUN, 0, event -> received.add(event.seq()));

        assertThat(received).containsExactly(1L, 2L, 3L, 4L);
        assertThat(door.calls("GET " + streamPath()))
                .extracting(call -> call.header("Last-Event-ID").orElse(""))
                .containsExactly("0", "2", "2");
    }

    @Test
    void a_stream_with_a_gap_is_opened_anew_instead_of_believed() {
        streaming(
                text(200, sse(1, new RunStarted()) + sse(3, ENDED)),
                text(200, sse(2, new RunStarted()) + sse(3, ENDED)));
        List<Long> received = new ArrayList<>();

        client.stream(OLD_RUN, 0, event -> received.add(event.seq()));

        assertThat(received).containsExactly(1L, 2L, 3L);
    }

    @Test
    void a_stream_that_falls_silent_is_opened_anew() {
        streaming(held(sse(1, new RunStarted())), text(200, sse(2, ENDED)));
        List<Long> received = new ArrayList<>();

        client.stream(OLD_RUN, 0, event -> received.add(event.seq()));

        assertThat(received).containsExactly(1L, 2L);
    }

    @Test
    void a_stream_begins_where_it_is_told_to() {
        streaming(text(200, sse(8, ENDED)));
        List<Long> received = new ArrayList<>();

        client.stream(OLD_RUN, 7, event -> received.add(event.seq()));

        assertThat(received).containsExactly(8L);
    }

    @Test
    void an_interrupt_ends_a_stream() throws InterruptedException {
        streaming(held(sse(1, new RunStarted())));
        List<Throwable> failures = new ArrayList<>();
        Thread reader = Thread.ofVirtual().unstarted(() -> {
            try {
                client.stream(OLD_RUN, 0, event -> Thread.currentThread().interrupt());
            } catch (ClientException e) {
                failures.add(e);
            }
        });

        reader.start();
        reader.join();

        assertThat(failures).singleElement().isInstanceOf(CallInterruptedException.class);
    }

    @Test
    void followed_output_goes_on_through_the_attempts_and_ends_with_the_step() {
        String stepPath = "GET /v1/runs/%s/steps/src%%2Fbuild".formatted(OLD_RUN);
        door.on(stepPath, json(200, step(StepStatus.RUNNING, 1, 0)), json(200, step(StepStatus.SUCCEEDED, 2, 6)));
        door.on(
                stepPath + "/output/stream",
                brokenStream(output(chunk(1, 1, "first"))),
                text(200, output(chunk(1, 1, "first")) + output(chunk(2, 1, "second"))));
        List<String> printed = new ArrayList<>();

        client.followOutput(OLD_RUN, BUILD, OptionalInt.empty(), chunk -> printed.add(chunk.text()));

        assertThat(printed).containsExactly("first", "second");
        assertThat(door.seen)
                .filteredOn(call -> call.path().endsWith("/output/stream"))
                .extracting(call -> call.header("Last-Event-ID").orElse(""))
                .containsExactly("", "1/1");
    }

    @Test
    void a_stream_of_output_that_ends_while_the_step_goes_on_is_opened_anew() {
        String stepPath = "GET /v1/runs/%s/steps/src%%2Fbuild".formatted(OLD_RUN);
        door.on(
                stepPath,
                json(200, step(StepStatus.RUNNING, 1, 0)),
                json(200, step(StepStatus.RUNNING, 1, 0)),
                json(200, step(StepStatus.SUCCEEDED, 1, 3)));
        door.on(
                stepPath + "/output/stream",
                text(200, output(chunk(1, 1, "one"))),
                text(200, output(chunk(1, 2, "two"))));
        List<String> printed = new ArrayList<>();

        client.followOutput(OLD_RUN, BUILD, OptionalInt.of(1), chunk -> printed.add(chunk.text()));

        assertThat(printed).containsExactly("one", "two");
    }

    private static String output(OutputChunk chunk) {
        return "id: %d/%d\ndata: %s\n\n".formatted(chunk.attempt().attempt(), chunk.number(), FakeDoor.written(chunk));
    }

    private FakeDoor.Answer held(String begun) {
        return FakeDoor.heldStream(begun, testIsOver);
    }

    private void streaming(FakeDoor.Answer... inOrder) {
        door.on("GET /v1/runs/" + OLD_RUN, json(200, view(OLD_RUN, RunStatus.RUNNING)));
        door.on("GET " + streamPath(), inOrder);
    }

    private static String streamPath() {
        return "/v1/runs/" + OLD_RUN + "/stream";
    }

    private static String sse(long seq, RunFact fact) {
        RunEvent event = new RunEvent(OLD_RUN, WORKSPACE, seq, NOON, fact);
        return "id: %d\nevent: fact\ndata: %s\n\n".formatted(seq, FakeDoor.written(event));
    }

    private static Problem historyAway() {
        return Problem.of(ProblemCode.HISTORY_UNAVAILABLE, "soon").withRetryAfter(Duration.ofMillis(1));
    }

    private static FakeDoor.Answer notFound() {
        return problem(Problem.of(ProblemCode.RUN_NOT_FOUND, "There is no such run."));
    }

    private static RunId youngRun() {
        String millis = "%012x".formatted(System.currentTimeMillis());
        return new RunId(millis.substring(0, 8) + "-" + millis.substring(8) + "-7000-8000-000000000001");
    }

    private static RunAdmitted admitted() {
        return new RunAdmitted(OLD_RUN, WORKSPACE, "demo", false, 1, List.of(), Map.of("self", "/v1/runs/" + OLD_RUN));
    }

    private static RunView view(RunId run, RunStatus status) {
        return RunViewBuilder.builder()
                .run(run)
                .name("demo")
                .workspace(WORKSPACE)
                .format("signalbox/v1")
                .status(status)
                .steps(COUNTS)
                .usage(Usage.NONE)
                .submittedAt(NOON)
                .lastSeq(1)
                .build();
    }

    private static StepView step(StepStatus status, int attempt, long outputBytes) {
        AttemptResult result = new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, Usage.NONE, outputBytes);
        return StepViewBuilder.builder()
                .run(OLD_RUN)
                .step(BUILD)
                .status(status)
                .attempt(attempt)
                .maxAttempts(2)
                .epoch(attempt)
                .files(FileScope.NONE)
                .result(result)
                .usage(Usage.NONE)
                .build();
    }

    private static OutputChunk chunk(int attempt, long number, String text) {
        return new OutputChunk(
                new AttemptRef(WORKSPACE, OLD_RUN, BUILD, attempt, attempt),
                number,
                OutputStreamName.STDOUT,
                text,
                0,
                NOON);
    }
}
