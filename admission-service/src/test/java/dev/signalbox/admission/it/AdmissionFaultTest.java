package dev.signalbox.admission.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.admission.it.DoorClient.Answer;
import dev.signalbox.admission.redis.LeaseKeys;
import dev.signalbox.admission.runs.AdmissionRequest;
import dev.signalbox.admission.runs.IdempotencyKeys;
import dev.signalbox.admission.runs.LeaseAnswer;
import dev.signalbox.admission.runs.port.CommandLog;
import dev.signalbox.admission.runs.port.Definitions;
import dev.signalbox.admission.runs.port.Definitions.Reading.Understood;
import dev.signalbox.admission.runs.port.RunLeases;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.api.RunRequest;
import dev.signalbox.contracts.api.SourceFile;
import dev.signalbox.contracts.command.Idempotency;
import dev.signalbox.contracts.command.KeyOrigin;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.spec.RunSpec;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nothing accepted is lost, nothing is admitted twice, and the cap holds, whatever dies. */
@QuarkusTest
@TestProfile(FastProfile.class)
class AdmissionFaultTest extends DoorTest {
    @Inject
    RunLeases leases;

    @Inject
    CommandLog log;

    @Inject
    Definitions definitions;

    @Test
    void a_flushed_redis_is_rebuilt_with_its_keys_and_its_cap() {
        String key = UUID.randomUUID().toString();
        RunId announced = door.submit("announced", key).run();
        scheduler.announce(scheduler.submissionOf(announced), RunStatus.RUNNING);
        scheduler.hasTakenAllCommands();
        String unannouncedKey = UUID.randomUUID().toString();
        RunId unannounced = door.submit("unannounced", unannouncedKey).run();
        RunId computed = door.submit("computed", null).run();
        atOnce(FastProfile.MAX_RUNS - 3, () -> door.submit(anyName(), null));

        redis.flushall();

        assertThat(door.submit(anyName(), null).code()).isEqualTo("ADMISSION_REBUILDING");
        awaitOpen();
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(door.submit("announced", key).run()).isEqualTo(announced));
        assertThat(door.submit("unannounced", unannouncedKey).run()).isEqualTo(unannounced);
        assertThat(door.submit("computed", null).run()).isEqualTo(computed);
        assertThat(door.submit("another", key).code()).isEqualTo("IDEMPOTENCY_KEY_REUSED");
        assertThat(atOnce(20, () -> door.submit(anyName(), null)))
                .allSatisfy(answer -> assertThat(answer.code()).isEqualTo("RUN_CAP_REACHED"));
        assertThat(liveRuns()).isEqualTo(FastProfile.MAX_RUNS);
    }

    @Test
    void a_callers_key_of_an_ended_run_survives_the_flush() {
        String name = anyName();
        String key = UUID.randomUUID().toString();
        RunId run = door.submit(name, key).run();
        scheduler.announce(scheduler.submissionOf(run), RunStatus.SUCCEEDED);
        scheduler.hasTakenAllCommands();

        redis.flushall();

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(door.submit(name, key).run()).isEqualTo(run));
        assertThat(liveRuns()).isZero();
    }

    @Test
    void submissions_that_race_with_a_flush_are_one_run_for_each_key() {
        List<String> keys = java.util.stream.IntStream.range(0, 20)
                .mapToObj(i -> UUID.randomUUID().toString())
                .toList();

        List<List<RunId>> before = atOnceForEach(keys);
        redis.flushall();
        List<List<RunId>> during = atOnceForEach(keys);
        awaitOpen();
        List<List<RunId>> after = atOnceForEach(keys);

        for (int i = 0; i < keys.size(); i++) {
            List<RunId> runs = java.util.stream.Stream.of(before.get(i), during.get(i), after.get(i))
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
            assertThat(runs).as("runs of key %d", i).hasSize(1);
        }
    }

    private List<List<RunId>> atOnceForEach(List<String> keys) {
        return keys.stream()
                .map(key -> atOnce(3, () -> door.submit("raced", key)).stream()
                        .filter(answer -> answer.status() == 202)
                        .map(Answer::run)
                        .toList())
                .toList();
    }

    @Test
    void without_redis_nothing_is_admitted_and_afterwards_keys_hold() {
        String name = anyName();
        String key = UUID.randomUUID().toString();
        RunId run = door.submit(name, key).run();

        Servers.redis().kill();
        Answer denied = door.submit(name, key);
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(door.get("/q/health/ready").json().toString())
                                .contains("Redis does not answer"));
        Servers.redis().startAgain();

        assertThat(denied.status()).isEqualTo(503);
        assertThat(denied.code()).isEqualTo("STATE_ERROR");
        assertThat(denied.header("Retry-After")).isNotNull();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(door.submit(name, key).run()).isEqualTo(run));
    }

    @Test
    void a_redis_that_hangs_admits_nothing_late() throws IOException, InterruptedException {
        signal("STOP", Servers.redis().pid());
        Answer denied = door.submit(anyName(), null);
        signal("CONT", Servers.redis().pid());

        assertThat(denied.code()).isEqualTo("STATE_ERROR");
        awaitOpen();
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(redis.hash(String.class).hlen(LeaseKeys.UNSEEN)).isZero();
            assertThat(liveRuns()).isZero();
        });
    }

    @Test
    void without_kafka_a_submission_is_denied_and_later_the_same_key_is_the_same_run() {
        String name = anyName();
        String key = UUID.randomUUID().toString();
        door.submit(anyName(), null);

        Servers.kafka().kill();
        Answer denied = door.submit(name, key);
        RunId granted = new RunId(redis.hash(String.class).hkeys(LeaseKeys.UNSEEN).stream()
                .max(String::compareTo)
                .orElseThrow());
        Servers.kafka().startAgain();

        assertThat(denied.status()).isEqualTo(503);
        assertThat(denied.code()).isEqualTo("LOG_UNAVAILABLE");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(door.submit(name, key).status()).isEqualTo(202));
        assertThat(door.submit(name, key).run()).isEqualTo(granted);
        assertThat(scheduler.submissionsOf(granted)).isNotEmpty();
    }

    @Test
    void a_forgotten_script_is_sent_again() {
        redis.execute("SCRIPT", "FLUSH");

        assertThat(door.submit(anyName(), null).status()).isEqualTo(202);
    }

    @Test
    void what_was_granted_and_never_sent_is_sent_by_the_sweeper() throws StateUnreachable {
        AdmissionRequest granted =
                grantWithoutSending(anyName(), UUID.randomUUID().toString());

        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(scheduler.submissionsOf(granted.candidate())).isNotEmpty());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(redis.key(String.class).exists(LeaseKeys.payload(granted.candidate())))
                        .isFalse());
    }

    @Test
    void what_was_granted_and_never_sent_is_sent_by_a_retry() throws StateUnreachable {
        String name = anyName();
        String key = UUID.randomUUID().toString();
        AdmissionRequest granted = grantWithoutSending(name, key);

        Answer retried = door.submit(name, key);

        assertThat(retried.status()).isEqualTo(202);
        assertThat(retried.run()).isEqualTo(granted.candidate());
        assertThat(scheduler.submissionsOf(granted.candidate())).isNotEmpty();
    }

    @Test
    void what_was_granted_and_never_sent_can_be_cancelled_after_it_was_sent() throws StateUnreachable {
        AdmissionRequest granted =
                grantWithoutSending(anyName(), UUID.randomUUID().toString());

        assertThat(door.cancel(granted.candidate()).status()).isEqualTo(202);

        assertThat(scheduler.commands())
                .filteredOn(command -> command.run().equals(granted.candidate()))
                .first()
                .isInstanceOf(SubmitRun.class);
    }

    @Test
    void a_run_that_the_scheduler_passed_over_holds_no_lease() {
        door.submit(anyName(), null);
        assertThat(redis.hash(String.class).hlen(LeaseKeys.UNSEEN)).isEqualTo(1);

        scheduler.hasTakenAllCommands();

        await().atMost(SOON).untilAsserted(() -> {
            assertThat(redis.hash(String.class).hlen(LeaseKeys.UNSEEN)).isZero();
            assertThat(liveRuns()).isZero();
        });
    }

    @Test
    void a_poison_status_goes_to_the_dead_letters_and_the_next_is_applied() {
        RunId run = door.submit(anyName(), null).run();
        SubmitRun submitted = scheduler.submissionOf(run);
        int before = scheduler.records(Topics.deadLetter(Topics.RUN_STATUS)).size();

        scheduler.announceGarbage(run.value(), "{\"run\":");
        scheduler.announceGarbage("not-a-run", "{}");
        scheduler.announce(submitted, RunStatus.CANCELLED);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(door.cancel(run).code()).isEqualTo("RUN_ALREADY_ENDED"));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(scheduler.records(Topics.deadLetter(Topics.RUN_STATUS)))
                        .hasSize(before + 2));
        var dead = scheduler.records(Topics.deadLetter(Topics.RUN_STATUS)).get(before);
        assertThat(dead.key()).isEqualTo(run.value().getBytes(StandardCharsets.UTF_8));
        assertThat(text(SchedulerStandIn.header(dead, "signalbox-dead-letter-topic")))
                .isEqualTo(Topics.RUN_STATUS);
        assertThat(text(SchedulerStandIn.header(dead, "signalbox-dead-letter-reason")))
                .contains("ce_type");
    }

    @Test
    void a_tombstone_ends_what_is_known_of_a_run() {
        RunId run = door.submit(anyName(), null).run();
        scheduler.announce(scheduler.submissionOf(run), RunStatus.FAILED);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(door.cancel(run).code()).isEqualTo("RUN_ALREADY_ENDED"));

        scheduler.endWindowOf(run);

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(door.cancel(run).code()).isEqualTo("RUN_NOT_FOUND"));
    }

    private AdmissionRequest grantWithoutSending(String name, String key) throws StateUnreachable {
        RunSpec spec = specOf(name);
        Idempotency idempotency = IdempotencyKeys.of(key, spec, null);
        assertThat(idempotency.origin()).isEqualTo(KeyOrigin.CALLER);
        RunId run = new RunId(com.fasterxml.uuid.Generators.timeBasedEpochGenerator()
                .generate()
                .toString());
        AdmissionRequest request = new AdmissionRequest(run, spec, idempotency, Instant.now());
        LeaseAnswer answer =
                leases.decide(request, log.encode(request.command()).body());
        assertThat(answer).isInstanceOf(LeaseAnswer.Granted.class);
        return request;
    }

    private RunSpec specOf(String name) {
        RunRequest request = new RunRequest(
                "default", List.of(new SourceFile("run.yaml", DoorClient.definition(name))), null, null, false, null);
        return ((Understood) definitions.read(request)).spec();
    }

    private static void signal(String name, long pid) throws IOException, InterruptedException {
        Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start();
        assertThat(kill.waitFor()).isZero();
    }

    private static String text(byte @org.jspecify.annotations.Nullable [] header) {
        return new String(Optional.ofNullable(header).orElseThrow(), StandardCharsets.UTF_8);
    }
}
