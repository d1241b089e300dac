package dev.signalbox.admission.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.admission.it.DoorClient.Answer;
import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.Hold;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.api.Page;
import dev.signalbox.contracts.command.AddSteps;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunAccepted;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.spec.ClaimPolicy;
import dev.signalbox.contracts.spec.Isolation;
import dev.signalbox.contracts.spec.IsolationRule;
import dev.signalbox.contracts.spec.OnMergeConflict;
import dev.signalbox.contracts.spec.RunOptions;
import dev.signalbox.contracts.spec.RunOptionsBuilder;
import dev.signalbox.contracts.spec.RunSpec;
import dev.signalbox.contracts.spec.StepSpec;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the door says to requests of all kinds, also to hostile ones. */
@QuarkusTest
@TestProfile(FastProfile.class)
class HttpIT extends DoorTest {
    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, NOT_FOUND",
        "GET, /v1/nothing, NOT_FOUND",
        "POST, /v1/runs/1/elsewhere, NOT_FOUND",
        "DELETE, /v1/runs, METHOD_NOT_ALLOWED",
        "DELETE, /v1/runs/some, METHOD_NOT_ALLOWED",
        "POST, /v1/admissions, METHOD_NOT_ALLOWED",
        "GET, /v1/runs/some/cancel, METHOD_NOT_ALLOWED",
        "GET, /v1/runs/some/pause, METHOD_NOT_ALLOWED",
        "GET, /v1/runs/some/resume, METHOD_NOT_ALLOWED",
        "POST, /v1/version, METHOD_NOT_ALLOWED",
        "POST, /v1/admission/policy, METHOD_NOT_ALLOWED",
        "DELETE, /v1/pause, METHOD_NOT_ALLOWED",
        "PUT, /v1/agents, METHOD_NOT_ALLOWED",
        "GET, /v1/agents/some/drain, METHOD_NOT_ALLOWED",
        "DELETE, /v1/agents, METHOD_NOT_ALLOWED"
    })
    void a_wrong_place_or_method_is_a_problem(String method, String path, ProblemCode code) {
        assertIsProblem(door.send(method, path), code);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/agents?workspace=%07, '', REQUEST_INVALID",
        "GET, /v1/agents/nobody, '', AGENT_NOT_FOUND",
        "DELETE, /v1/agents/nobody, '', AGENT_NOT_FOUND",
        "DELETE, /v1/agents/not%20an%20id, '', REQUEST_INVALID",
        "POST, /v1/agents/not%20an%20id/drain, '{}', REQUEST_INVALID",
        "POST, /v1/agents/some/drain, '[]', REQUEST_INVALID",
        "POST, /v1/agents?workspace=%07, '{\"id\":\"a\",\"type\":\"fake\"}', REQUEST_INVALID",
        "POST, /v1/agents, '', REQUEST_INVALID",
        "POST, /v1/agents, '{', REQUEST_INVALID",
        "POST, /v1/agents, '{\"type\":\"fake\"}', REQUEST_INVALID",
        "POST, /v1/agents, '{\"id\":\"not an id\",\"type\":\"fake\"}', REQUEST_INVALID",
        "POST, /v1/agents, '{\"id\":\"a\",\"type\":\"of no kind\"}', REQUEST_INVALID",
        "POST, /v1/agents, '{\"id\":\"a\",\"type\":\"fake\",\"capacity\":0}', REQUEST_INVALID"
    })
    void what_is_asked_of_agents_and_is_wrong_is_a_problem(String method, String path, String body, ProblemCode code) {
        Answer answer = method.equals("POST") ? door.post(path, "application/json", body) : door.send(method, path);

        assertIsProblem(answer, code);
    }

    @Test
    void what_is_held_is_listed_until_it_goes_on() {
        Instant since = Instant.parse("2026-06-01T12:00:00Z");
        WorkspaceId shop = new WorkspaceId("held-shop");
        scheduler.announce(new WorkspaceStatusChanged(
                WorkspaceStatusChanged.EVERYTHING, new Hold("release freeze", "ann", since), since));
        scheduler.announce(new WorkspaceStatusChanged(shop, new Hold("", "bob", since), since));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(door.get("/v1/pause").json().path("items"))
                        .extracting(pause -> pause.path("requestedBy").asText())
                        .containsExactly("ann", "bob"));
        assertThat(door.get("/v1/pause").json().at("/items/0").toString())
                .isEqualTo("{\"workspace\":null,\"reason\":\"release freeze\",\"requestedBy\":\"ann\",\"since\":"
                        + "\"2026-06-01T12:00:00Z\"}");
        assertThat(door.get("/v1/pause").json().at("/items/1/workspace").asText())
                .isEqualTo("held-shop");

        scheduler.announce(new WorkspaceStatusChanged(WorkspaceStatusChanged.EVERYTHING, null, since));
        scheduler.announce(new WorkspaceStatusChanged(shop, null, since));
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(door.get("/v1/pause").json().path("items")).isEmpty());
    }

    @Test
    void a_step_that_would_start_beside_whoever_has_its_files_is_kept_out_and_so_is_a_run_that_says_so_of_all() {
        for (String definition :
                List.of(overriding("on_conflict: override", ""), overriding("", ", on_conflict: override"))) {
            Answer submitted = door.post("/v1/runs", "application/yaml", definition);
            Answer planned = door.post("/v1/plans", "application/yaml", definition);

            assertIsProblem(submitted, ProblemCode.CLAIM_OVERRIDE_FORBIDDEN);
            assertThat(submitted.status()).isEqualTo(403);
            assertThat(planned.status()).isEqualTo(200);
            assertThat(planned.json().at("/admission/verdict").asText()).isEqualTo("denied");
            assertThat(planned.json().at("/admission/code").asText()).isEqualTo("CLAIM_OVERRIDE_FORBIDDEN");
        }
        Answer waits =
                door.post("/v1/plans", "application/yaml", overriding("on_conflict: override", ", on_conflict: queue"));
        assertThat(waits.json().at("/admission/verdict").asText())
                .as("a step that knows better")
                .isEqualTo("allowed");
    }

    @Test
    void added_steps_that_would_start_beside_whoever_has_their_files_are_kept_out_too() throws Exception {
        RunId plain = acceptedRun(RunOptions.DEFAULT);
        RunId all = acceptedRun(RunOptionsBuilder.builder(RunOptions.DEFAULT)
                .onConflict(ClaimPolicy.OVERRIDE)
                .build());

        Answer own = door.post("/v1/runs/" + plain + "/steps", "application/yaml", added(", on_conflict: override"));
        Answer ofTheRun = door.post("/v1/runs/" + all + "/steps", "application/yaml", added(""));
        Answer waits = door.post("/v1/runs/" + plain + "/steps", "application/yaml", added(""));

        assertIsProblem(own, ProblemCode.CLAIM_OVERRIDE_FORBIDDEN);
        assertThat(own.status()).isEqualTo(403);
        assertIsProblem(ofTheRun, ProblemCode.CLAIM_OVERRIDE_FORBIDDEN);
        assertThat(waits.status()).isEqualTo(202);
    }

    @Test
    void added_steps_are_kept_apart_as_their_run_was_unless_they_say_it_themselves() throws Exception {
        IsolationRule apart = new IsolationRule(Isolation.WORKTREE, List.of(), null, OnMergeConflict.RETRY);
        RunId run = acceptedRun(RunOptions.DEFAULT.withIsolation(apart));

        Answer answer = door.post("/v1/runs/" + run + "/steps", "application/yaml", """
                steps:
                  - {id: more, agent: worker}
                  - {id: beside, agent: worker, isolation: none}
                """);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(scheduler.commands())
                .filteredOn(command -> command.run().equals(run))
                .filteredOn(AddSteps.class::isInstance)
                .flatExtracting(command -> ((AddSteps) command).steps())
                .extracting(StepSpec::isolation)
                .containsExactly(apart, apart.in(Isolation.NONE));
    }

    /** A run that the scheduler has announced, and of which the event log tells that it was accepted with these options. */
    private RunId acceptedRun(RunOptions options) throws Exception {
        RunId run = door.submit(anyName(), null).run();
        SubmitRun submitted = scheduler.submissionOf(run);
        scheduler.announce(submitted, RunStatus.RUNNING);
        RunSpec spec = submitted.spec();
        RunSpec other = new RunSpec(spec.name(), spec.workspace(), spec.agents(), spec.steps(), options, spec.source());
        RunEvent accepted = new RunEvent(
                run,
                spec.workspace(),
                1,
                Instant.now(),
                new RunAccepted(other, submitted.idempotency(), submitted.submittedAt()));
        Servers.eventLog()
                .has(
                        "/v1/runs/" + run + "/events",
                        ContractJson.mapper().writeValueAsString(new Page<>(List.of(accepted), null)));
        return run;
    }

    private static String overriding(String ofRun, String ofStep) {
        return """
                apiVersion: signalbox/v1
                name: %s
                %s
                agents: {worker: {type: fake}}
                steps:
                  - {id: only, agent: worker, files: {write: [src/]}%s}
                """.formatted(anyName(), ofRun, ofStep);
    }

    private static String added(String ofStep) {
        return """
                apiVersion: signalbox/v1
                steps:
                  - {id: more, agent: worker, files: {write: [src/]}%s}
                """.formatted(ofStep);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{\"sources\":",
                "{}",
                "{\"sources\":[]}",
                "{\"sources\":[null]}",
                "{\"sources\":[{\"name\":\"a\"}]}",
                "{\"sources\":[{\"content\":\"a\"}]}",
                "{\"sources\":{}}",
                "{\"sources\":[{\"name\":\"a\",\"content\":\"b\"}],\"max_parallel\":3}",
                "{\"sources\":[],\"sources\":[]}",
                "{\"sources\":[{\"name\":\"a\",\"content\":\"b\"}]} more",
                "{\"sources\":[{\"name\":\"a\",\"content\":\"b\"}],\"maxParallel\":1e999999999}"
            })
    void a_body_that_is_no_request_is_a_problem(String body) {
        Answer answer = door.post("/v1/runs", "application/json", body);

        assertIsProblem(answer, ProblemCode.REQUEST_INVALID);
        assertThat(answer.json().toString()).doesNotContain("dev.signalbox", "java.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "{}",
                "{\"usd\":null,\"reason\":\"because\"}",
                "{\"usd\":-1}",
                "{\"tokens\":-5}",
                "{\"usd\":\"many\"}",
                "{\"daily\":{}}",
                "{\"daily\":{\"usd\":-1}}",
                "{\"daily\":{\"usd\":1,\"timeZone\":\"Atlantis\"}}",
                "{\"daily\":{\"usd\":1,\"warnAt\":0}}",
                "{\"usd\":1e99}",
                "{\"usd\":1e-40}",
                "{\"limit\":3}"
            })
    void a_budget_that_makes_no_sense_is_a_problem(String body) {
        assertIsProblem(
                door.post("/v1/runs/01900000-0000-7000-8000-000000000000/budget", "application/json", body),
                ProblemCode.REQUEST_INVALID);
        assertIsProblem(put("/v1/workspaces/budget", body), ProblemCode.REQUEST_INVALID);
    }

    @Test
    void a_rule_of_a_budget_that_makes_no_sense_is_a_problem() {
        assertIsProblem(put("/v1/workspaces/budget", "{\"usd\":1,\"warnAt\":0}"), ProblemCode.REQUEST_INVALID);
        assertIsProblem(put("/v1/workspaces/budget", "{\"usd\":1,\"onExceed\":\"cry\"}"), ProblemCode.REQUEST_INVALID);
    }

    @Test
    void the_budget_of_a_run_that_nobody_knows_is_a_problem() {
        assertIsProblem(
                door.post("/v1/runs/01900000-0000-7000-8000-000000000000/budget", "application/json", "{\"usd\":1}"),
                ProblemCode.RUN_NOT_FOUND);
        assertIsProblem(
                door.post("/v1/runs/nonsense/budget", "application/json", "{\"usd\":1}"), ProblemCode.RUN_NOT_FOUND);
    }

    private Answer put(String path, String body) {
        return door.send(door.request(path)
                .header("Content-Type", "application/json")
                .method("PUT", BodyPublishers.ofString(body)));
    }

    @Test
    void nesting_without_end_is_a_problem() {
        assertIsProblem(
                door.post("/v1/runs", "application/json", "{\"sources\":" + "[".repeat(100_000)),
                ProblemCode.REQUEST_INVALID);
    }

    @Test
    void another_media_type_is_a_problem() {
        assertIsProblem(door.post("/v1/runs", "text/xml", "<run/>"), ProblemCode.UNSUPPORTED_MEDIA_TYPE);
        assertIsProblem(
                door.post("/v1/runs/01900000-0000-7000-8000-000000000000/cancel", "text/plain", "stop"),
                ProblemCode.UNSUPPORTED_MEDIA_TYPE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with\ttab", "ümlaut"})
    void a_malformed_key_is_a_problem(String key) throws IOException {
        String answer =
                raw("POST /v1/runs HTTP/1.1\r\nHost: door\r\nConnection: close\r\nContent-Type: application/json\r\n"
                        + "Idempotency-Key: " + key + "\r\nContent-Length: 51\r\n\r\n"
                        + "{\"sources\":[{\"name\":\"a\",\"content\":\"name: malformed\"}]}".substring(0, 51));

        assertThat(answer).startsWith("HTTP/1.1 400");
    }

    @Test
    void a_key_of_more_than_200_characters_is_a_problem() {
        assertIsProblem(door.submit(anyName(), "k".repeat(201)), ProblemCode.REQUEST_INVALID);
        assertThat(door.submit(anyName(), "k".repeat(200)).status()).isEqualTo(202);
    }

    @Test
    void a_definition_over_the_limit_is_a_problem() {
        String body = DoorClient.definition("large") + "#".repeat(8 * 1024 * 1024);

        assertIsProblem(door.post("/v1/runs", "application/yaml", body), ProblemCode.DEFINITION_TOO_LARGE);
    }

    @Test
    void a_body_over_the_limit_of_the_server_is_a_problem() throws IOException {
        String answer = raw("POST /v1/runs HTTP/1.1\r\nHost: door\r\nContent-Type: application/json\r\n"
                + "Content-Length: 99000000\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("DEFINITION_TOO_LARGE");
    }

    @Test
    void a_chunked_body_over_the_limit_of_the_server_is_a_problem() {
        byte[] chunk = "#".repeat(1024 * 1024).getBytes(StandardCharsets.UTF_8);
        Answer answer = door.send(door.request("/v1/runs")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofInputStream(() -> new java.io.SequenceInputStream(
                        java.util.Collections.enumeration(java.util.stream.IntStream.range(0, 40)
                                .mapToObj(i -> (InputStream) new java.io.ByteArrayInputStream(chunk))
                                .toList())))));

        assertIsProblem(answer, ProblemCode.DEFINITION_TOO_LARGE);
    }

    @Test
    void a_definition_that_is_not_text_is_a_problem() {
        Answer answer = door.send(door.request("/v1/runs")
                .header("Content-Type", "application/yaml")
                .POST(BodyPublishers.ofByteArray(new byte[] {(byte) 0xff, (byte) 0xfe, 0})));

        assertIsProblem(answer, ProblemCode.DEFINITION_UNREADABLE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "%2e%2e", "x%00y", "%0d%0aSet-Cookie:a=b", "<script>", "' or 1=1"})
    void a_hostile_id_is_an_unknown_run(String id) throws IOException {
        String answer = raw("POST /v1/runs/" + id.replace(" ", "%20")
                + "/cancel HTTP/1.1\r\nHost: door\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 40[0345].*").doesNotContain("\nSet-Cookie");
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void every_problem_has_a_page(ProblemCode code) throws IOException, InterruptedException {
        var page = door.http().send(door.request("/problems/" + code).build(), BodyHandlers.ofString());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body()).contains(code.title());
    }

    @Test
    void there_is_a_root_a_version_and_a_description() throws IOException, InterruptedException {
        assertThat(door.get("/").status()).isEqualTo(200);
        assertThat(door.get("/v1/version").json().path("name").asText()).isEqualTo("signalbox");
        assertThat(door.get("/v1/admission/policy").json().path("maxRuns").asInt())
                .isEqualTo(FastProfile.MAX_RUNS);
        assertThat(door.get("/v1/admission/policy").json().path("activeRuns").isInt())
                .isTrue();
        var docs = door.http().send(door.request("/docs/").build(), BodyHandlers.ofString());
        assertThat(docs.statusCode()).isEqualTo(200);
        var openApi = door.http().send(door.request("/openapi?format=json").build(), BodyHandlers.ofString());
        assertThat(openApi.body())
                .contains(
                        "/v1/runs/{run}/cancel",
                        "/v1/runs/{run}/pause",
                        "/v1/runs/{run}/resume",
                        "/v1/runs/{run}/steps/{step}/output/stream",
                        "/v1/admissions",
                        "RunView",
                        "StepView",
                        "Idempotency-Key");
    }

    @Test
    void reads_are_passed_on_with_their_query() {
        Servers.eventLog().has("/v1/runs", "{\"items\":[]}");
        Servers.eventLog().has("/v1/runs/some/steps/a/b/output", "{\"from\":\"step\"}");

        Answer list = door.get("/v1/runs?status=running&after=a%20b");
        Answer output = door.get("/v1/runs/some/steps/a/b/output");

        assertThat(list.status()).isEqualTo(200);
        assertThat(list.header("Event-Log")).isEqualTo("yes");
        assertThat(output.json().path("from").asText()).isEqualTo("step");
        assertThat(Servers.eventLog().asked()).contains("/v1/runs?status=running&after=a%20b");
        assertThat(door.get("/v1/runs/unknown").status()).isEqualTo(404);
    }

    @Test
    void only_known_reads_are_passed_on() {
        door.get("/internal");
        door.get("/v1/runs/some/secrets");

        assertThat(Servers.eventLog().asked()).noneMatch(path -> path.contains("internal") || path.contains("secrets"));
    }

    @Test
    void a_stream_flows_event_by_event_and_ends_with_its_listener() throws IOException, InterruptedException {
        var response = door.http()
                .send(
                        door.request("/v1/runs/some/stream")
                                .header("Accept", "text/event-stream")
                                .build(),
                        BodyHandlers.ofInputStream());
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
            for (String event : List.of("one", "two")) {
                Servers.eventLog().streams(event);
                assertThat(lines.readLine()).isEqualTo("data: " + event);
                assertThat(lines.readLine()).isEmpty();
            }
        }

        await().atMost(SOON).untilAsserted(() -> {
            Servers.eventLog().streams("nobody listens");
            assertThat(Servers.eventLog().listenerIsGone()).isTrue();
        });
    }

    @Test
    void a_dead_event_log_is_a_problem_of_reads_only() {
        Servers.eventLog().isDead(true);
        try {
            Answer read = door.get("/v1/runs");
            assertIsProblem(read, ProblemCode.HISTORY_UNAVAILABLE);
            assertThat(read.header("Retry-After")).isEqualTo("1");
            assertThat(door.submit(anyName(), null).status()).isEqualTo(202);
            assertThat(door.get("/q/health/ready").status()).isEqualTo(200);
            assertThat(door.get("/q/health/ready").json().toString()).contains("unreachable");
        } finally {
            Servers.eventLog().isDead(false);
        }
    }

    @Test
    void decisions_are_counted_without_ids() throws IOException, InterruptedException {
        String run = door.submit(anyName(), null).run().value();

        String metrics = door.http()
                .send(door.request("/q/metrics").build(), BodyHandlers.ofString())
                .body();

        assertThat(metrics)
                .contains("signalbox_admission_decisions_total{code=\"none\",verdict=\"allowed\"}")
                .contains("signalbox_admission_live_runs")
                .contains("signalbox_admission_submit_seconds")
                .doesNotContain(run);
    }

    private void assertIsProblem(Answer answer, ProblemCode code) {
        assertThat(answer.status()).as(String.valueOf(answer.body())).isEqualTo(code.httpStatus());
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.code()).isEqualTo(code.name());
        assertThat(answer.json().path("type").asText()).isEqualTo("/problems/" + code);
    }

    private String raw(String request) throws IOException {
        try (Socket socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
