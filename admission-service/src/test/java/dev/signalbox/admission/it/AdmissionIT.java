package dev.signalbox.admission.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.admission.it.DoorClient.Answer;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.admission.Verdict;
import dev.signalbox.contracts.command.CancelRun;
import dev.signalbox.contracts.command.PauseRun;
import dev.signalbox.contracts.command.RaiseBudget;
import dev.signalbox.contracts.command.ResumeRun;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.spec.Budget;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(FastProfile.class)
class AdmissionIT extends DoorTest {
    @Test
    void an_accepted_run_is_in_the_log_before_the_answer() {
        Answer answer = door.submit("first", null);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).endsWith("/v1/runs/" + answer.run());
        assertThat(answer.json().path("links").path("cancel").asText())
                .isEqualTo("/v1/runs/" + answer.run() + "/cancel");
        assertThat(scheduler.submissionsOf(answer.run())).hasSize(1);
    }

    @Test
    void a_hundred_submissions_with_one_key_are_one_run() {
        String name = anyName();
        String key = UUID.randomUUID().toString();

        List<Answer> answers = atOnce(100, () -> door.submit(name, key));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
        Set<RunId> runs = answers.stream().map(Answer::run).collect(Collectors.toSet());
        assertThat(runs).hasSize(1);
        assertThat(answers)
                .filteredOn(answer -> !answer.json().path("deduped").asBoolean())
                .hasSize(1);
        assertThat(scheduler.submissionsOf(runs.iterator().next())).isNotEmpty();
        assertThat(scheduler.commands().stream()
                        .filter(command -> command.toString().contains(name)))
                .allSatisfy(command -> assertThat(runs).contains(command.run()));
    }

    @Test
    void the_cap_holds_under_races() {
        List<Answer> answers = atOnce(3 * FastProfile.MAX_RUNS, () -> door.submit(anyName(), null));

        assertThat(answers).filteredOn(answer -> answer.status() == 202).hasSize(FastProfile.MAX_RUNS);
        assertThat(answers).filteredOn(answer -> answer.status() != 202).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(429);
            assertThat(answer.code()).isEqualTo("RUN_CAP_REACHED");
            assertThat(answer.header("Retry-After")).isNotNull();
            assertThat(answer.json().path("retryAfterMs").asLong()).isPositive();
        });
    }

    @Test
    void a_plan_says_what_a_submission_would_get_and_takes_nothing_from_it() {
        String name = anyName();
        Answer before = door.plan(name, "mine");
        assertThat(before.status()).isEqualTo(200);
        assertThat(before.json().at("/admission/verdict").asText()).isEqualTo("allowed");
        assertThat(liveRuns()).isZero();

        RunId run = door.submit(name, "mine").run();

        assertThat(door.plan(name, "mine").json().at("/admission/verdict").asText())
                .isEqualTo("deduplicated");
        assertThat(door.plan(name, "mine").json().at("/admission/run").asText()).isEqualTo(run.value());
        assertThat(door.plan(anyName(), "mine").json().at("/admission/code").asText())
                .isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(liveRuns()).isEqualTo(1);
    }

    @Test
    void a_plan_says_when_the_cap_is_reached() {
        atOnce(FastProfile.MAX_RUNS, () -> door.submit(anyName(), null));

        Answer plan = door.plan(anyName(), null);

        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.json().at("/admission/verdict").asText()).isEqualTo("denied");
        assertThat(plan.json().at("/admission/code").asText()).isEqualTo("RUN_CAP_REACHED");
        assertThat(plan.json().at("/admission/retryAfterMs").asLong()).isPositive();
    }

    @Test
    void a_run_that_has_ended_makes_room() {
        List<Answer> answers = atOnce(FastProfile.MAX_RUNS, () -> door.submit(anyName(), null));
        assertThat(door.submit(anyName(), null).status()).isEqualTo(429);

        scheduler.announce(scheduler.submissionOf(answers.getFirst().run()), RunStatus.FAILED);

        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(door.submit(anyName(), null).status()).isEqualTo(202));
    }

    @Test
    void a_lease_outlives_its_time_while_the_run_is_live_and_while_the_scheduler_is_away() {
        List<Answer> answers = atOnce(FastProfile.MAX_RUNS, () -> door.submit(anyName(), null));
        scheduler.announce(scheduler.submissionOf(answers.getFirst().run()), RunStatus.RUNNING);

        await().during(java.time.Duration.ofSeconds(8))
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(door.submit(anyName(), null).code()).isEqualTo("RUN_CAP_REACHED"));
    }

    @Test
    void a_callers_key_holds_after_the_end_of_its_run() {
        String name = anyName();
        String key = UUID.randomUUID().toString();
        RunId run = door.submit(name, key).run();
        scheduler.announce(scheduler.submissionOf(run), RunStatus.SUCCEEDED);
        await().atMost(SOON).untilAsserted(() -> assertThat(liveRuns()).isZero());

        Answer again = door.submit(name, key);

        assertThat(again.run()).isEqualTo(run);
        assertThat(again.json().path("deduped").asBoolean()).isTrue();
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    }

    @Test
    void a_computed_key_holds_only_while_its_run_is_in_flight() {
        String name = anyName();
        RunId run = door.submit(name, null).run();
        scheduler.announce(scheduler.submissionOf(run), RunStatus.RUNNING);
        assertThat(door.submit(name, null).run()).isEqualTo(run);

        scheduler.announce(scheduler.submissionOf(run), RunStatus.SUCCEEDED);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(door.submit(name, null).run()).isNotEqualTo(run));
    }

    @Test
    void a_callers_key_with_another_request_is_an_error() {
        String key = UUID.randomUUID().toString();
        door.submit(anyName(), key);

        Answer other = door.submit(anyName(), key);

        assertThat(other.status()).isEqualTo(422);
        assertThat(other.code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void a_key_belongs_to_its_workspace() {
        String key = UUID.randomUUID().toString();

        assertThat(door.submit("one", "same", key).run())
                .isNotEqualTo(door.submit("two", "same", key).run());
    }

    @Test
    void a_live_run_is_cancelled_in_its_workspace() {
        RunId run = door.submit("elsewhere", anyName(), null).run();

        assertThat(door.cancel(run).status()).isEqualTo(202);

        assertThat(scheduler.commands())
                .filteredOn(CancelRun.class::isInstance)
                .filteredOn(command -> command.run().equals(run))
                .singleElement()
                .isInstanceOfSatisfying(CancelRun.class, cancel -> {
                    assertThat(cancel.workspace().value()).isEqualTo("elsewhere");
                    assertThat(cancel.requestedBy()).isEqualTo("me");
                    assertThat(cancel.reason()).isEqualTo("enough");
                });
    }

    @Test
    void a_live_run_is_paused_and_resumed_in_its_workspace() {
        RunId run = door.submit("elsewhere", anyName(), null).run();

        assertThat(door.ask("pause", run).status()).isEqualTo(202);
        assertThat(door.ask("resume", run).status()).isEqualTo(202);

        assertThat(scheduler.commands())
                .filteredOn(command -> command.run().equals(run))
                .filteredOn(command -> command.workspace().value().equals("elsewhere"))
                .satisfiesExactly(
                        submit -> assertThat(submit).isInstanceOf(SubmitRun.class),
                        pause -> assertThat(pause)
                                .isInstanceOfSatisfying(
                                        PauseRun.class,
                                        command -> assertThat(command.reason()).isEqualTo("enough")),
                        resume -> assertThat(resume)
                                .isInstanceOfSatisfying(
                                        ResumeRun.class,
                                        command -> assertThat(command.requestedBy())
                                                .isEqualTo("me")));
    }

    @Test
    void the_budget_of_a_live_run_is_set_and_that_of_an_ended_one_is_not() {
        RunId run = door.submit("elsewhere", anyName(), null).run();

        Answer live = setBudget(run);
        scheduler.announce(scheduler.submissionOf(run), RunStatus.SUCCEEDED);

        assertThat(live.status()).isEqualTo(202);
        assertThat(scheduler.commands())
                .filteredOn(command -> command.run().equals(run))
                .filteredOn(RaiseBudget.class::isInstance)
                .singleElement()
                .isInstanceOfSatisfying(RaiseBudget.class, raise -> {
                    assertThat(raise.limit()).isEqualTo(new Budget(new BigDecimal("20.5"), null));
                    assertThat(raise.step()).isEqualTo(new StepId("build"));
                    assertThat(raise.requestedBy()).isEqualTo("me");
                    assertThat(raise.reason()).isEqualTo("worth it");
                });
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(setBudget(run).code()).isEqualTo("RUN_ALREADY_ENDED"));
    }

    private Answer setBudget(RunId run) {
        return door.post(
                "/v1/runs/" + run + "/budget",
                "application/json",
                "{\"step\":\"build\",\"usd\":20.5,\"reason\":\"worth it\"}",
                "Signalbox-Actor",
                "me");
    }

    @Test
    void a_run_that_has_ended_can_neither_be_paused_nor_resumed() {
        RunId run = door.submit(anyName(), null).run();
        scheduler.announce(scheduler.submissionOf(run), RunStatus.SUCCEEDED);

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(door.ask("pause", run).code()).isEqualTo("RUN_ALREADY_ENDED");
            assertThat(door.ask("resume", run).code()).isEqualTo("RUN_ALREADY_ENDED");
        });
    }

    @Test
    void a_run_that_has_ended_cannot_be_cancelled() {
        RunId run = door.submit(anyName(), null).run();
        scheduler.announce(scheduler.submissionOf(run), RunStatus.TIMED_OUT);

        await().atMost(SOON).untilAsserted(() -> {
            Answer answer = door.cancel(run);
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.code()).isEqualTo("RUN_ALREADY_ENDED");
            assertThat(answer.json().path("detail").asText()).contains("timed_out");
        });
    }

    @Test
    void a_run_that_nobody_knows_cannot_be_cancelled() {
        Answer answer = door.cancel(new RunId("01900000-0000-7000-8000-000000000000"));

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.code()).isEqualTo("RUN_NOT_FOUND");
    }

    @Test
    void every_decision_is_on_record() {
        String key = UUID.randomUUID().toString();
        String name = anyName();
        RunId run = door.submit(name, key).run();
        door.submit(name, key);
        door.submit(anyName(), key);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(scheduler.decisions())
                        .filteredOn(decision -> key.equals(decision.idempotencyKey()))
                        .extracting(decision -> decision.verdict())
                        .containsExactly(Verdict.ALLOWED, Verdict.DEDUPLICATED, Verdict.DENIED));
        assertThat(scheduler.decisions())
                .filteredOn(decision -> run.equals(decision.run()))
                .hasSize(2);
    }

    @Test
    void the_trace_of_the_caller_goes_into_the_log() {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        door.post(
                "/v1/runs?workspace=traced",
                "application/yaml",
                DoorClient.definition(anyName()),
                "traceparent",
                "00-" + trace + "-00f067aa0ba902b7-01");

        assertThat(scheduler.records("signalbox.commands"))
                .anySatisfy(taken -> assertThat(new String(
                                java.util.Objects.requireNonNullElse(
                                        SchedulerStandIn.header(taken, "traceparent"), new byte[0]),
                                java.nio.charset.StandardCharsets.UTF_8))
                        .startsWith("00-" + trace));
    }
}
