package dev.signalbox.eventlog.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.signalbox.contracts.ProblemCode;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.Verdict;
import dev.signalbox.contracts.api.BudgetView;
import dev.signalbox.contracts.api.GovernorReport;
import dev.signalbox.contracts.api.RunView;
import dev.signalbox.contracts.api.RunViewBuilder;
import dev.signalbox.contracts.attempt.AttemptOutcome;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.event.BudgetRaised;
import dev.signalbox.contracts.event.BudgetScope;
import dev.signalbox.contracts.event.GovernorNoted;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.contracts.event.StepSucceeded;
import dev.signalbox.contracts.event.StepWaiting;
import dev.signalbox.contracts.event.TripwireTripped;
import dev.signalbox.contracts.event.WaitsFor;
import dev.signalbox.contracts.governor.GovernorMode;
import dev.signalbox.contracts.governor.GovernorScore;
import dev.signalbox.contracts.governor.Trip;
import dev.signalbox.contracts.governor.Tripwire;
import dev.signalbox.contracts.spec.Budget;
import dev.signalbox.contracts.spec.BudgetRule;
import dev.signalbox.contracts.spec.OnExceed;
import dev.signalbox.contracts.spec.ParentRun;
import dev.signalbox.contracts.spec.Usage;
import dev.signalbox.eventlog.world.Database;
import dev.signalbox.eventlog.world.Kafka;
import dev.signalbox.eventlog.world.Servers;
import dev.signalbox.eventlog.world.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class QueriesIT {
    private final Kafka kafka = new Kafka();

    @BeforeEach
    void ready() {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @AfterEach
    void close() {
        kafka.close();
    }

    @Test
    void a_run_is_shown_as_its_events_tell_it() {
        Story story = told(Story.chain(3));

        RunView view = Kafka.parse(given().get("/v1/runs/" + story.run()).asString(), RunView.class);

        assertThat(view)
                .isEqualTo(RunViewBuilder.builder()
                        .run(story.run())
                        .name("A story")
                        .workspace(story.workspace())
                        .format("signalbox/v1")
                        .status(RunStatus.SUCCEEDED)
                        .reason("every step succeeded")
                        .steps(new StepCounts(0, 0, 0, 3, 0, 0, 0))
                        .usage(new Usage(300, 30, new BigDecimal("0.75")))
                        .submittedAt(Story.BEGIN.minusMillis(5))
                        .startedAt(story.events().get(1).at())
                        .endedAt(story.events().getLast().at())
                        .lastSeq(12)
                        .budget(new BudgetView(
                                null, null, new Budget(BigDecimal.ZERO, 0L), new Budget(new BigDecimal("0.75"), 330L)))
                        .build());
    }

    @Test
    void a_child_run_names_its_parent_and_is_found_by_it() {
        Story parent = told(Story.of("a", "b"));
        ParentRun asker = new ParentRun(parent.run(), new StepId("a"), 2, 1);
        Story child = told(Story.ofChild(asker, "c"));

        RunView view = Kafka.parse(given().get("/v1/runs/" + child.run()).asString(), RunView.class);

        assertThat(view.parent()).isEqualTo(asker);
        given().get("/v1/runs?parent=" + parent.run())
                .then()
                .body("items.run", is(List.of(child.run().value())));
        given().get("/v1/runs?parent=" + child.run()).then().body("items", is(List.of()));
        given().get("/v1/runs?parent=nobody").then().statusCode(400).body("code", is("REQUEST_INVALID"));
    }

    @Test
    void a_step_is_shown_with_its_last_attempt() {
        Story story = told(Story.of("a", "b<a").starts().failsOnce("a").begins("a", 2));

        get(story, "/steps/a")
                .body("status", is("running"))
                .body("attempt", is(2))
                .body("maxAttempts", is(3))
                .body("epoch", is(2))
                .body("agent", is("agent-1"))
                .body("runner", is("runner-1"))
                .body("track", is("core"))
                .body("title", is("Step a"))
                .body("files.write", is(List.of("a/**")))
                .body("result.message", is("not yet"))
                .body("usage.inputTokens", is(100))
                .body("waitsFor", nullValue())
                .body("startedAt", is(story.events().getLast().at().toString()))
                .body("attemptEndedAt", nullValue());
    }

    @Test
    void a_conflicted_step_is_counted_as_such_and_its_attempt_has_ended() {
        Story story = told(Story.of("a", "b<a").starts().conflicts("a", 1));

        get(story, "").body("steps.conflicted", is(1)).body("steps.ready", is(0));
        get(story, "/steps/a")
                .body("status", is("conflicted"))
                .body("endedAt", nullValue())
                .body("attemptEndedAt", is(story.events().getLast().at().toString()));
    }

    @Test
    void a_run_and_its_steps_say_what_they_may_spend_have_reserved_and_have_spent() {
        Story story = Story.within(
                new BudgetRule(Budget.ofUsd(new BigDecimal("5")), OnExceed.ESCALATE, 80),
                BudgetRule.of(new Budget(null, 900L)));
        story.starts().begins("a", 1, new Budget(new BigDecimal("2"), 500L));
        story.uses("a", 1, new Usage(100, 20, new BigDecimal("0.5")));
        story.tell(new BudgetRaised(new StepId("a"), new Budget(null, 1_000L), "worth it", "ada"));

        told(story);

        get(story, "")
                .body("budget.limit.usd", is(5))
                .body("budget.onExceed", is("escalate"))
                .body("budget.reserved.usd", is(1.5f))
                .body("budget.reserved.tokens", is(380))
                .body("budget.spent.usd", is(0.5f))
                .body("budget.spent.tokens", is(120));
        get(story, "/steps/a")
                .body("budget.limit.tokens", is(1_000))
                .body("budget.onExceed", is("pause"))
                .body("budget.reserved.tokens", is(380));
    }

    @Test
    void what_child_runs_spend_is_money_of_the_run_and_the_step_above_them() {
        Story parent = Story.of("a", "b").starts().begins("a", 1);
        parent.uses("a", 1, new Usage(10, 0, new BigDecimal("0.5")));
        Story child = Story.ofChild(new ParentRun(parent.run(), new StepId("a"), 1, 1), "c")
                .starts()
                .begins("c", 1);
        child.uses("c", 1, new Usage(100, 20, new BigDecimal("0.25")));
        Story grandchild = Story.ofChild(new ParentRun(child.run(), new StepId("c"), 1, 2), "d")
                .starts()
                .begins("d", 1);
        grandchild.uses("d", 1, new Usage(1, 0, new BigDecimal("0.125")));
        told(parent);
        told(child);
        told(grandchild);

        get(parent, "")
                .body("budget.spent.usd", is(0.875f))
                .body("budget.spent.tokens", is(131))
                .body("budget.spentByChildren.usd", is(0.375f))
                .body("budget.spentByChildren.tokens", is(121))
                .body("usage.costUsd", is(0.5f));
        get(parent, "/steps/a").body("budget.spent.usd", is(0.875f)).body("budget.spentByChildren.usd", is(0.375f));
        get(parent, "/steps/b").body("budget", nullValue());
        get(child, "").body("budget.spent.usd", is(0.375f)).body("budget.spentByChildren.usd", is(0.125f));
        get(grandchild, "").body("budget.spent.usd", is(0.125f)).body("budget.spentByChildren", nullValue());
    }

    @Test
    void a_list_of_steps_leaves_out_what_they_answered_unless_it_is_asked_for() {
        Story story = Story.of("a", "b<a").starts().begins("a", 1);
        AttemptResult answered = new AttemptResult(AttemptOutcome.SUCCEEDED, 0, null, null, Usage.NONE, 6, "Done.\n");
        told(story.tell(new StepSucceeded(new StepId("a"), 1, 1, answered)));

        get(story, "/steps")
                .body("items[0].result.outcome", is("succeeded"))
                .body("items[0].result.outputBytes", is(6))
                .body("items[0].result.output", nullValue());
        get(story, "/steps?include=output").body("items[0].result.output", is("Done.\n"));
        get(story, "/steps/a").body("result.output", is("Done.\n"));
        given().get("/v1/runs/" + story.run() + "/steps?include=everything")
                .then()
                .statusCode(400)
                .body("code", is("REQUEST_INVALID"));
    }

    @Test
    void a_step_that_waits_for_a_slot_of_its_workspace_says_who_has_them() {
        Story busy = told(Story.of(new WorkspaceId("crowded"), "a").starts().begins("a", 1));
        Story story = Story.of(new WorkspaceId("crowded"), "b").starts();
        told(story.tell(new StepWaiting(new StepId("b"), new WaitsFor.Slot(1))));

        get(story, "/steps/b").body("waitsFor.kind", is("slot")).body("waitsFor.limit", is(1));
        get(story, "/steps/b/why")
                .body("waitsFor", is("slot"))
                .body(
                        "answer",
                        is("as many attempts are in flight in workspace crowded as may have a slot there: 1"
                                + " (signalbox.admission.max-slots-per-workspace)"))
                .body("heldBy.run", is(List.of(busy.run().value())));
    }

    @Test
    void a_step_that_waits_for_the_budget_of_its_workspace_names_which_and_how_much_it_is() {
        Story story = Story.of("a").starts();
        told(story.tell(new StepWaiting(
                new StepId("a"),
                new WaitsFor.Budget(
                        BudgetScope.WORKSPACE_DAY,
                        new BigDecimal("1"),
                        null,
                        null,
                        null,
                        Budget.ofUsd(new BigDecimal("20"))))));

        get(story, "/steps/a/why")
                .body(
                        "answer",
                        is("the budget of workspace " + story.workspace()
                                + " for today lacks 1 USD for its next attempt, of 20 USD in all"))
                .body("freedBy", is("the next day, or a higher budget"));
    }

    @Test
    void a_step_says_what_it_waits_for() {
        Story story = Story.of("a", "b", "c<a,b", "d").starts().succeeds("a").begins("b", 1);
        told(story.tell(new StepWaiting(new StepId("d"), new WaitsFor.Claim(story.run(), new StepId("b"), "b/x"))));

        get(story, "/steps/c")
                .body("status", is("pending"))
                .body("waitsFor.kind", is("dependencies"))
                .body("waitsFor.unmet", is(1))
                .body("dependsOn", is(List.of("a", "b")));
        get(story, "/steps/d")
                .body("status", is("ready"))
                .body("waitsFor.kind", is("claim"))
                .body("waitsFor.step", is("b"))
                .body("waitsFor.path", is("b/x"));
    }

    @Test
    void a_step_says_why_it_is_where_it_is_and_who_is_in_its_way() {
        Story story = Story.of("a", "b", "c<a,b", "d").starts().succeeds("a").begins("b", 1);
        told(story.tell(new StepWaiting(new StepId("d"), new WaitsFor.Claim(story.run(), new StepId("b"), "b/x"))));

        get(story, "/steps/c/why")
                .body("waitsFor", is("dependencies"))
                .body("answer", is("it needs b (running), not done yet"))
                .body("heldBy.step", is(List.of("b")));
        get(story, "/steps/d/why")
                .body("waitsFor", is("claim"))
                .body("answer", is("its files meet those of step b on b/x, which came first"))
                .body("freedBy", is("that step ending"))
                .body("since", is(story.events().getLast().at().toString()))
                .body("heldBy[0].agent", is("agent-1"));
        get(story, "/steps/a/why").body("answer", is("attempt 1 succeeded")).body("waitsFor", nullValue());
        get(story, "/why").body("answer", is("1 of its steps are in flight")).body("heldBy.step", is(List.of("b")));
        given().get("/v1/runs/" + story.run() + "/steps/nobody/why").then().statusCode(404);
    }

    @Test
    void steps_come_in_pages_in_the_order_of_the_definition() {
        Story story = told(Story.of("z", "y", "x", "w", "v"));

        JsonPath first = JsonPath.from(get(story, "/steps?limit=2").extract().asString());
        assertThat(first.<String>getList("items.step")).containsExactly("z", "y");
        get(story, "/steps?limit=2&after=" + first.getString("next")).body("items.step", is(List.of("x", "w")));
        get(story, "/steps?limit=2&after=3")
                .body("items.step", is(List.of("v")))
                .body("next", nullValue());
    }

    @Test
    void a_step_id_with_a_slash_is_found_encoded() {
        Story story = told(Story.of("web/build:all"));

        given().urlEncodingEnabled(false)
                .get("/v1/runs/%s/steps/web%%2Fbuild%%3Aall".formatted(story.run()))
                .then()
                .statusCode(200)
                .body("step", is("web/build:all"));
    }

    @Test
    void events_come_in_pages_as_they_were_written() {
        Story story = told(Story.chain(2));

        String page = get(story, "/events?limit=3&after=2").extract().asString();

        assertThat(page)
                .isEqualTo("{\"items\":[%s,%s,%s],\"next\":\"5\"}"
                        .formatted(
                                Kafka.json(story.events().get(2)),
                                Kafka.json(story.events().get(3)),
                                Kafka.json(story.events().get(4))));
        get(story, "/events?after=" + story.events().size())
                .body("items", hasSize(0))
                .body("next", nullValue());
    }

    @Test
    void runs_come_newest_first_by_status_and_workspace_in_pages() {
        WorkspaceId workspace = new WorkspaceId("/srv/" + UUID.randomUUID());
        List<Story> stories = IntStream.range(0, 5)
                .mapToObj(_ -> Story.of(workspace, "a").starts())
                .toList();
        stories.get(2).succeeds("a").ends(RunStatus.SUCCEEDED, new StepCounts(0, 0, 0, 1, 0, 0, 0));
        stories.forEach(this::told);
        List<String> newestFirst =
                stories.reversed().stream().map(story -> story.run().value()).toList();

        JsonPath first = runs(workspace, "limit=3");
        assertThat(first.<String>getList("items.run")).isEqualTo(newestFirst.subList(0, 3));
        JsonPath second = runs(workspace, "limit=3&after=" + first.getString("next"));
        assertThat(second.<String>getList("items.run")).isEqualTo(newestFirst.subList(3, 5));
        assertThat(second.getString("next")).isNull();
        assertThat(runs(workspace, "status=succeeded").<String>getList("items.run"))
                .containsExactly(stories.get(2).run().value());
        assertThat(runs(workspace, "status=running").getList("items.run")).hasSize(4);
    }

    private static JsonPath runs(WorkspaceId workspace, String query) {
        return JsonPath.from(given().queryParam("workspace", workspace.value())
                .get("/v1/runs?" + query)
                .then()
                .statusCode(200)
                .extract()
                .asString());
    }

    @Test
    void output_is_given_by_attempt_as_it_was_written_and_as_text() {
        Story story = told(Story.of("a").starts().begins("a", 1));
        for (int i = 1; i <= 5; i++) {
            kafka.send(IngestIT.chunk(story, i, "line " + i + "\n"));
        }
        kafka.flush();
        await().untilAsserted(() -> get(story, "/steps/a/output").body("items", hasSize(5)));

        assertThat(get(story, "/steps/a/output?limit=1&after=1").extract().asString())
                .isEqualTo(
                        "{\"items\":[%s],\"next\":\"2\"}".formatted(Kafka.json(IngestIT.chunk(story, 2, "line 2\n"))));
        assertThat(given().accept("text/plain")
                        .get("/v1/runs/%s/steps/a/output".formatted(story.run()))
                        .asString())
                .isEqualTo("line 1\nline 2\nline 3\nline 4\nline 5\n");
        get(story, "/steps/a/output?attempt=2").body("items", hasSize(0));
    }

    @Test
    void admissions_come_newest_first_as_they_were_written() {
        WorkspaceId workspace = new WorkspaceId("/srv/" + UUID.randomUUID());
        List<AdmissionDecided> decisions = IntStream.range(0, 3)
                .mapToObj(_ -> new AdmissionDecided(
                        Story.newRun().value(),
                        workspace,
                        Verdict.DENIED,
                        null,
                        ProblemCode.RUN_CAP_REACHED,
                        "too many",
                        Duration.ofSeconds(3),
                        "key",
                        9,
                        Story.BEGIN))
                .toList();
        decisions.forEach(kafka::send);
        kafka.flush();

        await().untilAsserted(() -> given().queryParam("workspace", workspace.value())
                .get("/v1/admissions")
                .then()
                .body("items", hasSize(3)));
        String page = given().queryParam("workspace", workspace.value())
                .get("/v1/admissions?limit=2")
                .asString();
        assertThat(page)
                .isEqualTo("{\"items\":[%s,%s],\"next\":\"%s\"}"
                        .formatted(
                                Kafka.json(decisions.get(2)),
                                Kafka.json(decisions.get(1)),
                                decisions.get(1).id()));
    }

    @Test
    void a_caller_can_wait_for_a_run_that_is_on_its_way() throws Exception {
        Story story = Story.chain(1);
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(
                () -> given().get("/v1/runs/%s?wait=20".formatted(story.run())).statusCode());

        kafka.publish(story);

        assertThat(answer.get(15, TimeUnit.SECONDS)).isEqualTo(200);
    }

    static Stream<Arguments> wrong() {
        String run = Story.newRun().value();
        return Stream.of(
                Arguments.of("/v1/runs/" + run, 404, "RUN_NOT_FOUND"),
                Arguments.of("/v1/runs/" + run + "?wait=1", 404, "RUN_NOT_FOUND"),
                Arguments.of("/v1/runs/not-an-id", 404, "RUN_NOT_FOUND"),
                Arguments.of("/v1/runs/" + run + "/steps", 404, "RUN_NOT_FOUND"),
                Arguments.of("/v1/runs/" + run + "/steps/a", 404, "RUN_NOT_FOUND"),
                Arguments.of("/v1/runs/" + run + "/events", 404, "RUN_NOT_FOUND"),
                Arguments.of("/v1/runs/" + run + "/stream", 404, "RUN_NOT_FOUND"),
                Arguments.of("/v1/runs/" + run + "/steps/a/output", 404, "RUN_NOT_FOUND"),
                Arguments.of("/v1/runs/" + run + "/steps/a/output/stream", 404, "RUN_NOT_FOUND"),
                Arguments.of("/v1/runs/" + run + "?wait=x", 400, "REQUEST_INVALID"),
                Arguments.of("/v1/runs/" + run + "/events?after=-1", 400, "REQUEST_INVALID"),
                Arguments.of("/v1/runs/" + run + "/steps/a/output?attempt=0", 400, "REQUEST_INVALID"),
                Arguments.of("/v1/runs?limit=0", 400, "REQUEST_INVALID"),
                Arguments.of("/v1/runs?limit=1001", 400, "REQUEST_INVALID"),
                Arguments.of("/v1/runs?limit=many", 400, "REQUEST_INVALID"),
                Arguments.of("/v1/runs?status=asleep", 400, "REQUEST_INVALID"),
                Arguments.of("/v1/runs?after=yesterday", 400, "REQUEST_INVALID"),
                Arguments.of("/v1/nothing", 404, "NOT_FOUND"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void a_wrong_request_is_answered_with_a_problem(String path, int status, String code) {
        given().get(path)
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", is(status))
                .body("code", is(code))
                .body("type", is("/problems/" + code))
                .body("detail", notNullValue());
    }

    @Test
    void a_step_that_the_run_does_not_have_is_not_found() {
        Story story = told(Story.of("a"));

        given().get("/v1/runs/%s/steps/b".formatted(story.run()))
                .then()
                .statusCode(404)
                .body("code", is("STEP_NOT_FOUND"));
    }

    @Test
    void a_stream_from_nowhere_is_answered_with_a_problem() {
        Story story = told(Story.of("a"));

        for (String path : List.of("/stream?after=last", "/steps/a/output/stream?attempt=none")) {
            given().get("/v1/runs/" + story.run() + path)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("code", is("REQUEST_INVALID"));
        }
        given().header("Last-Event-ID", "x")
                .get("/v1/runs/%s/steps/a/output/stream".formatted(story.run()))
                .then()
                .statusCode(400);
    }

    @Test
    void another_method_is_not_allowed() {
        given().post("/v1/runs").then().statusCode(405).body("code", is("METHOD_NOT_ALLOWED"));
    }

    @Test
    void the_workstream_views_tell_the_same_story_with_exactly_the_documented_columns() {
        String id = UUID.randomUUID().toString();
        String good = "ws-good-" + id;
        String bad = "ws-bad-" + id;
        String never = "ws-never-" + id;
        told(Story.of(good));
        Story story = Story.of(good, bad, never + "<" + bad, "ws-idle-" + id)
                .starts()
                .failsOnce(good)
                .succeeds(good, 2)
                .fails(bad, 1)
                .skips(never, bad);
        told(story);

        assertThat(Database.rows(
                        "select workstream_id, status, agent_id, track, exit_code, attempt, error_message from workstream_status where workstream_id like ? order by 1",
                        "%" + id))
                .containsExactly(
                        bad + "|failed|agent-1|core|3|1|it broke",
                        good + "|completed|agent-1|core|0|2|-",
                        "ws-idle-" + id + "|pending|-|core|-|0|-",
                        never + "|failed|-|core|-|0|step " + bad + " did not succeed");
        assertThat(Database.rows(
                        "select started_at, completed_at from workstream_status where workstream_id = ?", good))
                .containsExactly("2026-03-14T09:26:53.659Z|2026-03-14T09:26:53.669Z");
        assertThat(Database.rows(
                        "select workstream_id, agent_id, event_type, message from execution_log where workstream_id like ? order by id",
                        "%" + id))
                .containsExactly(
                        good + "|agent-1|started|attempt 1 on runner-1",
                        good + "|agent-1|retry|not yet",
                        good + "|agent-1|started|attempt 2 on runner-1",
                        good + "|agent-1|completed|done",
                        bad + "|agent-1|started|attempt 1 on runner-1",
                        bad + "|agent-1|failed|it broke",
                        never + "|-|failed|step " + bad + " did not succeed");
        assertThat(columns("workstream_status"))
                .containsExactly(
                        "workstream_id",
                        "status",
                        "agent_id",
                        "track",
                        "started_at",
                        "completed_at",
                        "exit_code",
                        "attempt",
                        "error_message");
        assertThat(columns("execution_log"))
                .containsExactly("id", "timestamp", "workstream_id", "agent_id", "event_type", "message");
    }

    private static List<String> columns(String view) {
        return Database.rows(
                "select column_name from information_schema.columns where table_name = ? order by ordinal_position",
                view);
    }

    @Test
    void the_api_describes_itself() {
        given().accept("application/json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(
                        "paths.keySet()",
                        hasItems(
                                "/v1/runs",
                                "/v1/runs/{run}",
                                "/v1/runs/{run}/steps",
                                "/v1/runs/{run}/steps/{step}",
                                "/v1/runs/{run}/events",
                                "/v1/runs/{run}/stream",
                                "/v1/runs/{run}/steps/{step}/output",
                                "/v1/runs/{run}/steps/{step}/output/stream",
                                "/v1/admissions"))
                .body("paths.'/v1/runs/{run}'.get.description", containsString("may not be in the history yet"));
    }

    @Test
    void metrics_say_how_far_behind_the_history_is_and_never_name_a_run() {
        Story story = told(Story.chain(1));

        String metrics = given().get("/q/metrics").asString();

        assertThat(metrics)
                .contains("signalbox_event_log_lag_records{topic=\"signalbox.events\"")
                .contains("signalbox_event_log_lag_seconds")
                .contains("signalbox_event_log_events_total{type=\"dev.signalbox.step-succeeded.v1\"")
                .contains("signalbox_event_log_batch_time_seconds_count")
                .contains("signalbox_event_log_event_delay_seconds_bucket")
                .contains("signalbox_event_log_streams")
                .doesNotContain(story.run().value());
    }

    @Test
    void what_the_governor_would_have_stopped_is_shown_explained_and_added_up() {
        Story good = Story.of("a").starts().begins("a", 1);
        good.tell(new GovernorNoted(
                new StepId("a"),
                1,
                1,
                new GovernorScore(new BigDecimal("1.20"), new BigDecimal("-0.25"), 1, 4, List.of(), 3)));
        good.tell(new TripwireTripped(new StepId("a"), 1, 1, trip(Tripwire.LOOP, GovernorMode.WARN, "0.10")));
        good.tell(new TripwireTripped(new StepId("a"), 1, 1, trip(Tripwire.COST, GovernorMode.WARN, "0.15")));
        told(good);
        get(good, "/steps/a")
                .body("governor.status", is("warned"))
                .body("governor.mode", is("warn"))
                .body("governor.score.strikes", is(1))
                .body("governor.trips.tripwire", is(List.of("loop_detected", "budget_cost_exceeded")))
                .body("governor.trips[0].calls", is(List.of("Bash#1a2b3c4d")));
        get(good, "/steps/a/why")
                .body(
                        "answer",
                        containsString("the governor would have stopped it after 9 s at 0.10 USD (loop_detected):"
                                + " it goes round [10 rounds, allowed 4; calls Bash#1a2b3c4d]"));
        given().get("/v1/governor/report?run=" + good.run())
                .then()
                .statusCode(200)
                .body("attempts.stillRunning", is(1));

        told(good.finishes("a", 1));
        Story bad = Story.of(good.workspace(), "b").starts().begins("b", 1);
        bad.tell(new TripwireTripped(new StepId("b"), 1, 1, trip(Tripwire.LOOP, GovernorMode.ENFORCE, "0.25")));
        told(bad.fails("b", 1));

        GovernorReport report = Kafka.parse(
                given().get("/v1/governor/report?workspace=" + good.workspace()).asString(), GovernorReport.class);
        assertThat(report.tripwires())
                .containsExactly(
                        new GovernorReport.Line(Tripwire.LOOP, tally(1, 1, new BigDecimal("0.15"), 110)),
                        new GovernorReport.Line(Tripwire.COST, tally(0, 1, new BigDecimal("0.10"), 110)));
        assertThat(report.attempts()).isEqualTo(tally(1, 1, new BigDecimal("0.15"), 110));
        given().get("/v1/governor/report?workspace=" + good.workspace() + "&since=2999-01-01T00:00:00Z")
                .then()
                .body("tripwires", is(List.of()))
                .body("attempts.stopped", is(0));
        given().get("/v1/governor/report?since=yesterday")
                .then()
                .statusCode(400)
                .body("code", is("REQUEST_INVALID"));
    }

    private static GovernorReport.Tally tally(long stopped, long wouldHave, BigDecimal usd, long tokens) {
        return new GovernorReport.Tally(stopped, wouldHave, 0, wouldHave, 0, usd, usd, tokens);
    }

    private static Trip trip(Tripwire tripwire, GovernorMode mode, String usd) {
        return new Trip(
                tripwire,
                mode,
                mode == GovernorMode.ENFORCE,
                null,
                "it goes round",
                BigDecimal.TEN,
                new BigDecimal("4"),
                "rounds",
                List.of("Bash#1a2b3c4d"),
                List.of(),
                new Usage(0, 0, new BigDecimal(usd)),
                Duration.ofSeconds(9));
    }

    private Story told(Story story) {
        kafka.publish(story);
        IngestIT.awaitAll(story);
        return story;
    }

    private static ValidatableResponse get(Story story, String path) {
        return given().get("/v1/runs/" + story.run() + path)
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("application/json;charset=UTF-8"));
    }
}
