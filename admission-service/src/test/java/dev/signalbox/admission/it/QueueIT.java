package dev.signalbox.admission.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.admission.it.DoorClient.Answer;
import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.AttemptToken;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.admission.AdmissionFact;
import dev.signalbox.contracts.admission.CircuitCause;
import dev.signalbox.contracts.admission.CircuitChanged;
import dev.signalbox.contracts.admission.CircuitStatus;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.ReleaseRun;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.runner.HostLoad;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import dev.signalbox.contracts.spec.AgentType;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(QueueProfile.class)
class QueueIT extends DoorTest {
    @AfterEach
    void closeTheCircuit() {
        door.post("/v1/admission/circuit/reset", "application/json", "{}");
    }

    @Test
    void a_run_that_waits_is_in_the_log_as_held_and_is_released_when_a_place_is_free() {
        List<RunId> live = fill();

        Answer queued = door.submit("c", anyName(), null);

        assertThat(queued.status()).isEqualTo(202);
        assertThat(queued.json().at("/queue/position").asInt()).isEqualTo(1);
        SubmitRun held = scheduler.submissionOf(queued.run());
        assertThat(held.held()).isTrue();
        scheduler.announce(held, RunStatus.QUEUED);
        assertThat(releases()).doesNotContain(queued.run());

        scheduler.announce(scheduler.submissionOf(live.getFirst()), RunStatus.SUCCEEDED);

        await().atMost(SOON).untilAsserted(() -> assertThat(releases()).contains(queued.run()));
        assertThat(liveRuns()).isEqualTo(QueueProfile.MAX_RUNS);
    }

    @Test
    void a_look_at_a_run_that_waits_says_where_it_stands() {
        fill();
        RunId queued = door.submit("c", anyName(), null).run();
        Servers.eventLog().has("/v1/runs/" + queued, "{\"run\":\"" + queued + "\",\"status\":\"queued\"}");

        Answer view = door.get("/v1/runs/" + queued);

        assertThat(view.json().path("status").asText()).isEqualTo("queued");
        assertThat(view.json().at("/queue/position").asInt()).isEqualTo(1);
        assertThat(view.json().at("/queue/waiting").asInt()).isEqualTo(1);
    }

    @Test
    void a_repeated_request_finds_its_run_in_the_queue_and_a_full_queue_denies() {
        fill();
        String name = anyName();
        Answer first = door.submit("c", name, "mine");

        Answer again = door.submit("c", name, "mine");

        assertThat(again.run()).isEqualTo(first.run());
        assertThat(again.json().path("deduped").asBoolean()).isTrue();
        assertThat(again.json().at("/queue/position").asInt()).isEqualTo(1);
        for (int more = 1; more < QueueProfile.QUEUE; more++) {
            assertThat(door.submit("c", anyName(), null).status()).isEqualTo(202);
        }
        Answer denied = door.submit("c", anyName(), null);
        assertThat(denied.status()).isEqualTo(429);
        assertThat(denied.code()).isEqualTo("QUEUE_FULL");
        assertThat(denied.header("Retry-After")).isNotNull();
    }

    @Test
    void a_run_that_waits_is_cancelled_like_any_other_and_leaves_the_queue_when_it_has_ended() {
        fill();
        RunId first = door.submit("c", anyName(), null).run();
        RunId second = door.submit("c", anyName(), null).run();
        scheduler.announce(scheduler.submissionOf(first), RunStatus.QUEUED);

        assertThat(door.cancel(first).status()).isEqualTo(202);

        assertThat(scheduler.commands())
                .anySatisfy(command -> assertThat(command)
                        .isInstanceOfSatisfying(
                                CancelRun.class,
                                cancel -> assertThat(cancel.run()).isEqualTo(first)));
        scheduler.announce(scheduler.submissionOf(first), RunStatus.CANCELLED);
        Servers.eventLog().has("/v1/runs/" + second, "{\"run\":\"" + second + "\",\"status\":\"queued\"}");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(door.get("/v1/runs/" + second)
                                .json()
                                .at("/queue/position")
                                .asInt())
                        .isEqualTo(1));
        assertThat(door.cancel(first).code()).isEqualTo("RUN_ALREADY_ENDED");
        assertThat(releases()).doesNotContain(first);
    }

    @Test
    void a_plan_says_that_a_run_would_wait_and_where() {
        fill();
        door.submit("c", anyName(), null);

        Answer plan = door.plan(anyName(), null);

        assertThat(plan.json().at("/admission/verdict").asText()).isEqualTo("queued");
        assertThat(plan.json().at("/admission/queue/position").asInt()).isEqualTo(2);
    }

    @Test
    void a_run_of_a_workspace_without_live_runs_gets_the_place_before_those_of_a_flood() {
        List<RunId> live = fill();
        RunId flood = door.submit("a", anyName(), null).run();
        RunId other = door.submit("c", anyName(), null).run();

        scheduler.announce(scheduler.submissionOf(live.getFirst()), RunStatus.SUCCEEDED);

        await().atMost(SOON).untilAsserted(() -> assertThat(releases()).contains(other));
        assertThat(releases()).doesNotContain(flood);
    }

    @Test
    void a_queue_survives_the_loss_of_redis_and_no_place_is_given_twice() {
        fill().forEach(run -> scheduler.announce(scheduler.submissionOf(run), RunStatus.RUNNING));
        RunId announced = door.submit("c", anyName(), null).run();
        scheduler.announce(scheduler.submissionOf(announced), RunStatus.QUEUED);
        scheduler.hasTakenAllCommands();
        RunId unread = door.submit("c", anyName(), null).run();

        redis.flushall();
        awaitOpen();

        await().atMost(SOON).untilAsserted(() -> assertThat(liveRuns()).isEqualTo(QueueProfile.MAX_RUNS));
        assertThat(door.submit("c", anyName(), null)
                        .json()
                        .at("/queue/position")
                        .asInt())
                .isEqualTo(3);
        assertThat(releases()).doesNotContain(announced, unread);
    }

    @Test
    void a_release_that_the_scheduler_never_took_is_sent_again() {
        List<RunId> live = fill();
        RunId queued = door.submit("c", anyName(), null).run();
        scheduler.announce(scheduler.submissionOf(queued), RunStatus.QUEUED);

        scheduler.announce(scheduler.submissionOf(live.getFirst()), RunStatus.SUCCEEDED);

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(releases().stream().filter(queued::equals)).hasSizeGreaterThan(1));
        assertThat(liveRuns()).isEqualTo(QueueProfile.MAX_RUNS);
    }

    @Test
    void an_open_circuit_breaker_denies_with_its_cause_and_every_change_is_on_record() throws IOException {
        Answer tripped = door.post(
                "/v1/admission/circuit/trip",
                "application/json",
                "{\"reason\":\"a bad day\"}",
                "Signalbox-Actor",
                "ann");
        assertThat(tripped.json().path("status").asText()).isEqualTo("open");

        Answer denied = door.submit(anyName(), null);

        assertThat(denied.status()).isEqualTo(503);
        assertThat(denied.code()).isEqualTo("CIRCUIT_OPEN");
        assertThat(denied.json().path("detail").asText()).contains("a bad day");
        assertThat(denied.header("Retry-After")).isNotNull();
        assertThat(door.plan(anyName(), null).json().at("/admission/code").asText())
                .isEqualTo("CIRCUIT_OPEN");
        assertThat(door.post("/v1/admission/circuit/reset", "application/json", "{}")
                        .json()
                        .path("status")
                        .asText())
                .isEqualTo("closed");
        assertThat(door.submit(anyName(), null).status()).isEqualTo(202);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(changes()).anySatisfy(change -> {
                    assertThat(change.to()).isEqualTo(CircuitStatus.OPEN);
                    assertThat(change.cause()).isEqualTo(CircuitCause.MANUAL);
                    assertThat(change.by()).isEqualTo("ann");
                    assertThat(change.reason()).isEqualTo("a bad day");
                }));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(Files.readString(Path.of("target/decisions/admission.ndjson")))
                        .contains("\"kind\":\"circuit_open\"", "\"kind\":\"run_denied\"", "\"kind\":\"run_allowed\""));
    }

    @Test
    void attempts_that_start_and_fall_silent_open_it_and_after_a_quiet_time_runs_on_trial_close_it() {
        for (int number = 1; number <= 3; number++) {
            scheduler.report(new AttemptStarted(attempt(number), "r1", Duration.ofSeconds(15), Instant.now()));
        }
        awaitDenial("CIRCUIT_OPEN_CALL_RESULT_GAP");

        awaitCircuit("half_open", SOON.multipliedBy(2));
        closeByRunsOnTrial("CIRCUIT_OPEN_CALL_RESULT_GAP");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(changes())
                        .extracting(CircuitChanged::to)
                        .contains(CircuitStatus.OPEN, CircuitStatus.HALF_OPEN, CircuitStatus.CLOSED));
    }

    @Test
    void a_machine_above_a_limit_opens_the_circuit_breaker_and_without_it_runs_on_trial_close_it() {
        scheduler.tell(heartbeat("calm", 1));
        scheduler.tell(heartbeat("hot", 20));
        awaitDenial("CIRCUIT_OPEN_HOST_PRESSURE");

        Answer denied = door.submit(anyName(), null);
        Answer circuit = door.get("/v1/admission/circuit");

        assertThat(denied.status()).isEqualTo(503);
        assertThat(denied.json().path("detail").asText())
                .contains("host hot is critical: load 20.00 per core (at most 16.00)");
        assertThat(circuit.json().at("/machines/0/host").asText()).isEqualTo("hot");
        assertThat(circuit.json().at("/machines/0/load/loadPerCore").asDouble()).isEqualTo(20);
        assertThat(circuit.json().at("/machines/1/severity").asText()).isEqualTo("ok");
        scheduler.runnerLeaves("hot");
        awaitCircuit("half_open", SOON);
        closeByRunsOnTrial("CIRCUIT_OPEN_HOST_PRESSURE");
        scheduler.runnerLeaves("calm");
    }

    @Test
    void a_child_run_names_its_parent_and_stands_no_deeper_than_it_may() {
        RunId root = door.submit(anyName(), null).run();

        Answer child = child(token(root, 0, QueueProfile.SECRET));

        assertThat(child.status()).isEqualTo(202);
        assertThat(scheduler.submissionOf(child.run()).depth()).isEqualTo(1);
        assertThat(child(token(root, 1, QueueProfile.SECRET)).code()).isEqualTo("DEPTH_EXCEEDED");
        assertThat(child(token(root, 0, "the secret of another")).code()).isEqualTo("TOKEN_INVALID");
        scheduler.announce(scheduler.submissionOf(root), RunStatus.SUCCEEDED);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(
                                child(token(root, 0, QueueProfile.SECRET)).code())
                        .isEqualTo("PARENT_ENDED"));
    }

    @Test
    void a_fresh_run_is_a_new_one_although_the_same_is_in_flight() {
        String body = DoorClient.definition(anyName());
        RunId first = door.post("/v1/runs", "application/yaml", body).run();

        assertThat(door.post("/v1/runs", "application/yaml", body).run()).isEqualTo(first);
        assertThat(door.post("/v1/runs", "application/yaml", body, "Signalbox-Fresh", "true")
                        .run())
                .isNotEqualTo(first);
        assertThat(door.post("/v1/runs", "application/yaml", body, "Signalbox-Fresh", "true", "Idempotency-Key", "k")
                        .code())
                .isEqualTo("REQUEST_INVALID");
    }

    /**
     * Lets in as many runs on trial as there may be, one of each workspace, and announces them. There must be no other runs: those that
     * wait are let in on trial before them.
     */
    private void closeByRunsOnTrial(String codeMeanwhile) {
        assertThat(door.get("/v1/admission/circuit").json().path("probesLeft").asInt())
                .isEqualTo(QueueProfile.MAX_RUNS);
        List<Answer> onTrial = Stream.of("a", "b", "c")
                .map(workspace -> door.submit(workspace, anyName(), null))
                .toList();
        assertThat(onTrial).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.json().path("queue").isMissingNode()).isTrue();
        });
        assertThat(door.submit("d", anyName(), null).code()).isEqualTo(codeMeanwhile);
        onTrial.forEach(answer -> scheduler.announce(scheduler.submissionOf(answer.run()), RunStatus.RUNNING));
        awaitCircuit("closed", SOON);
    }

    /** Waits until a run would be denied, without ever asking for one that might be let in. */
    private void awaitDenial(String code) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(door.plan(anyName(), null)
                                .json()
                                .at("/admission/code")
                                .asText())
                        .isEqualTo(code));
        assertThat(door.submit(anyName(), null).code()).isEqualTo(code);
    }

    private void awaitCircuit(String status, Duration within) {
        await().atMost(within)
                .untilAsserted(() -> assertThat(door.get("/v1/admission/circuit")
                                .json()
                                .path("status")
                                .asText())
                        .isEqualTo(status));
    }

    private static RunnerHeartbeat heartbeat(String node, double loadPerCore) {
        return new RunnerHeartbeat(
                node,
                node + "-1",
                "default",
                List.of(AgentType.FAKE),
                4,
                0,
                List.of(),
                new HostLoad(300, 0.4, loadPerCore, 0.3),
                false,
                Duration.ofSeconds(30),
                Instant.now());
    }

    /** Takes every place: two of workspace a, one of b. */
    private List<RunId> fill() {
        return List.of(
                door.submit("a", anyName(), null).run(),
                door.submit("a", anyName(), null).run(),
                door.submit("b", anyName(), null).run());
    }

    private Answer child(String token) {
        return door.post(
                "/v1/runs", "application/yaml", DoorClient.definition(anyName()), "Authorization", "Bearer " + token);
    }

    private static String token(RunId run, int depth, String secret) {
        AttemptRef attempt = new AttemptRef(new WorkspaceId("default"), run, new StepId("only"), 1, 1);
        return new AttemptToken(attempt, depth, Instant.now().plusSeconds(60)).sign(secret);
    }

    private static AttemptRef attempt(int number) {
        return new AttemptRef(
                new WorkspaceId("default"),
                new RunId("01980f6e-3c00-7a11-8e21-5f0c2b9d4e1" + number),
                new StepId("only"),
                1,
                number);
    }

    private List<RunId> releases() {
        return scheduler.commands().stream()
                .filter(ReleaseRun.class::isInstance)
                .map(command -> ((ReleaseRun) command).run())
                .toList();
    }

    private List<CircuitChanged> changes() {
        return scheduler.messages(Topics.ADMISSIONS, AdmissionFact.class).stream()
                .filter(CircuitChanged.class::isInstance)
                .map(CircuitChanged.class::cast)
                .toList();
    }
}
