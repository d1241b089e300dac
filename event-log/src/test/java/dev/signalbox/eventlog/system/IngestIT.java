package dev.signalbox.eventlog.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.Verdict;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.OutputStreamName;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.eventlog.world.Database;
import dev.signalbox.eventlog.world.Kafka;
import dev.signalbox.eventlog.world.Servers;
import dev.signalbox.eventlog.world.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class IngestIT {
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
    void what_is_remembered_is_what_the_topic_has() {
        List<Story> stories =
                IntStream.range(0, 50).mapToObj(_ -> Story.chain(5)).toList();

        stories.forEach(kafka::publish);

        stories.forEach(IngestIT::awaitAll);
        assertRemembered(stories);
    }

    @Test
    void reading_everything_again_changes_nothing() {
        Story story = Story.of("a", "b<a").starts().failsOnce("a").succeeds("a", 2);
        kafka.publish(story);
        kafka.send(chunk(story, 1, "one"));
        kafka.send(decision(story));
        kafka.flush();
        awaitAll(story);
        await().untilAsserted(() -> assertThat(outputOf(story)).hasSize(1));
        await().untilAsserted(() -> assertThat(admissionsOf(story)).isEqualTo(1));
        List<String> before = Database.everything();

        Database.execute("update consumer_offsets set next_offset = 0");
        Story next = Story.chain(1);
        kafka.publish(next);
        kafka.send(chunk(next, 1, "two"));
        kafka.send(decision(next));
        kafka.flush();

        awaitAll(next);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(offsets()).isEqualTo(ends()));
        assertThat(Database.everything()).containsAll(before);
    }

    @Test
    void events_of_a_transaction_that_was_given_up_are_not_facts() {
        Story story = Story.of("a").starts();
        Story given = Story.of("a").starts().succeeds("a");
        Story givenUp = Story.chain(2);
        try (Kafka scheduler = Kafka.transactional("scheduler-1")) {
            scheduler.commit(story.events());
            scheduler.abort(givenUp.events());
            scheduler.commit(given.events());

            awaitAll(story);
            awaitAll(given);
        }
        await().untilAsserted(() -> assertThat(offsets()).isEqualTo(ends()));
        assertThat(Database.number("select count(*) from events where run = ?::uuid", id(givenUp)))
                .isZero();
    }

    @Test
    void poison_on_each_topic_is_put_aside_as_it_came_and_the_next_record_is_read() {
        for (String topic : List.of(Topics.EVENTS, Topics.OUTPUT, Topics.ADMISSIONS)) {
            String body = "{ broken " + UUID.randomUUID();
            long offset = kafka.raw(topic, "key", "dev.signalbox.run-started.v1", Kafka.utf8(body));

            await().untilAsserted(() -> assertThat(letters(topic, body)).hasSize(1));
            ConsumerRecord<byte[], byte[]> letter = letters(topic, body).getFirst();
            assertThat(new String(letter.key(), StandardCharsets.UTF_8)).isEqualTo("key");
            assertThat(Kafka.header(letter, "ce_type")).isEqualTo("dev.signalbox.run-started.v1");
            assertThat(Kafka.header(letter, "signalbox-dead-letter-reason")).isNotEmpty();
            assertThat(Kafka.header(letter, "signalbox-dead-letter-topic")).isEqualTo(topic);
            assertThat(Kafka.header(letter, "signalbox-dead-letter-partition")).matches("\\d");
            assertThat(Kafka.header(letter, "signalbox-dead-letter-offset")).isEqualTo(Long.toString(offset));
        }
        kafka.raw(Topics.EVENTS, null, null, null);
        Story good = Story.chain(1);
        kafka.publish(good);
        awaitAll(good);
    }

    @Test
    void a_record_that_only_postgresql_refuses_is_put_aside_and_takes_nobody_with_it() {
        Story story = Story.of("a").starts();
        RunEvent second = story.events().getLast();
        // Our parser reads over a byte order mark; PostgreSQL's does not.
        String body = "\uFEFF" + Kafka.json(second);

        kafka.publish(List.of(story.events().getFirst()));
        kafka.raw(Topics.EVENTS, story.run().value(), MessageCatalogue.nameOf(second), Kafka.utf8(body));
        Story good = Story.chain(1);
        kafka.publish(good);

        awaitAll(good);
        await().untilAsserted(() -> assertThat(letters(Topics.EVENTS, body)).hasSize(1));
        assertThat(Kafka.header(letters(Topics.EVENTS, body).getFirst(), "signalbox-dead-letter-reason"))
                .contains("PostgreSQL refuses it");
    }

    @Test
    void a_fact_of_a_newer_version_is_kept_and_put_aside() {
        Story story = Story.of("a").starts().begins("a", 1);
        String body =
                "{\"run\":\"%s\",\"workspace\":\"shop\",\"seq\":5,\"at\":\"2026-03-14T10:00:00Z\",\"type\":\"dev.signalbox.step-dreamed.v1\",\"data\":{\"step\":\"a\"}}"
                        .formatted(story.run());
        kafka.publish(story);
        kafka.raw(Topics.EVENTS, story.run().value(), "dev.signalbox.step-dreamed.v1", Kafka.utf8(body));

        await().untilAsserted(() ->
                given().get("/v1/runs/" + story.run()).then().statusCode(200).body("lastSeq", is(5)));
        assertThat(Database.rows("select body::text from events where run = ?::uuid and seq = 5", id(story)))
                .containsExactly(body);
        assertThat(letters(Topics.EVENTS, body)).hasSize(1);
        given().get("/v1/runs/" + story.run() + "/steps/a").then().body("status", is("running"));
    }

    @Test
    void an_event_of_a_run_that_never_began_is_put_aside() {
        RunEvent stray = Story.chain(1).events().get(1);

        kafka.publish(List.of(stray));

        await().untilAsserted(() ->
                assertThat(letters(Topics.EVENTS, Kafka.json(stray))).hasSize(1));
        given().get("/v1/runs/" + stray.run()).then().statusCode(404);
    }

    @Test
    void a_run_whose_events_have_a_gap_goes_on_and_says_that_it_is_incomplete() {
        Story story = Story.of("a").starts().succeeds("a");
        List<RunEvent> events = new ArrayList<>(story.events());
        events.remove(2);

        kafka.publish(events);

        awaitLast(story);
        assertThat(Database.rows("select first_seq, last_seq from missing_events where run = ?::uuid", id(story)))
                .containsExactly("3|3");
        given().get("/q/metrics").then().body(containsString("signalbox_event_log_missing_events_total"));
    }

    @Test
    void text_with_a_nul_is_remembered() {
        Story story = Story.of("a").starts();
        kafka.publish(story);
        kafka.send(chunk(story, 1, "before\0after"));
        kafka.flush();

        awaitAll(story);
        await().untilAsserted(() -> assertThat(outputOf(story)).hasSize(1));
        assertThat(given().accept("text/plain")
                        .get("/v1/runs/%s/steps/a/output?attempt=1".formatted(story.run()))
                        .asString())
                .isEqualTo("before\0after");
    }

    @Test
    void a_run_of_ten_thousand_steps_is_remembered_with_all_of_them() {
        String[] steps = IntStream.range(0, 10_000)
                .mapToObj(i -> i == 0 ? "s0" : "s%d<s%d".formatted(i, i - 1))
                .toArray(String[]::new);
        Story story = Story.of(steps).starts().succeeds("s0");
        kafka.publish(story);

        awaitAll(story);
        given().get("/v1/runs/" + story.run())
                .then()
                .body("steps.pending", is(9_999))
                .body("steps.succeeded", is(1));
        given().get("/v1/runs/%s/steps?after=9997".formatted(story.run()))
                .then()
                .body("items.step", is(List.of("s9998", "s9999")));
    }

    static void awaitAll(Story story) {
        awaitLast(story);
        assertThat(Database.number("select count(*) from events where run = ?::uuid", id(story)))
                .isEqualTo(story.events().size());
    }

    private static void awaitLast(Story story) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(Database.rows("select last_seq from runs where run = ?::uuid", id(story)))
                                .containsExactly(Integer.toString(story.events().size())));
    }

    /** Topic = table: same events, same order, same text. */
    static void assertRemembered(List<Story> stories) {
        List<String> told = stories.stream()
                .flatMap(story -> story.events().stream())
                .map(event -> event.run() + "|" + event.seq() + "|" + Kafka.json(event))
                .toList();
        List<String> kept = stories.stream()
                .flatMap(
                        story -> Database.rows(
                                "select run, seq, body::text from events where run = ?::uuid order by seq", id(story))
                                .stream())
                .toList();
        assertThat(kept).isEqualTo(told);
    }

    private static UUID id(Story story) {
        return UUID.fromString(story.run().value());
    }

    private static List<String> outputOf(Story story) {
        return Database.rows("select number from output_chunks where run = ?::uuid", id(story));
    }

    private static long admissionsOf(Story story) {
        return Database.number("select count(*) from admissions where run = ?::uuid", id(story));
    }

    static OutputChunk chunk(Story story, long number, String text) {
        return new OutputChunk(
                new AttemptRef(story.workspace(), story.run(), new StepId("a"), 1, 1),
                number,
                OutputStreamName.STDOUT,
                text,
                0,
                Story.BEGIN);
    }

    private static AdmissionDecided decision(Story story) {
        RunId run = story.run();
        return new AdmissionDecided(
                run.value(),
                story.workspace(),
                Verdict.ALLOWED,
                run,
                null,
                "there is room",
                null,
                "key",
                1,
                Story.BEGIN);
    }

    private static List<ConsumerRecord<byte[], byte[]>> letters(String topic, String body) {
        return Kafka.all(Topics.deadLetter(topic)).stream()
                .filter(letter ->
                        letter.value() != null && new String(letter.value(), StandardCharsets.UTF_8).equals(body))
                .toList();
    }

    private static List<String> offsets() {
        return Database.rows("select topic, partition, next_offset from consumer_offsets order by topic, partition");
    }

    private static List<String> ends() {
        return Stream.of(Topics.ADMISSIONS, Topics.EVENTS, Topics.OUTPUT)
                .flatMap(topic -> Kafka.ends(topic).entrySet().stream())
                .map(end -> end.getKey().topic() + "|" + end.getKey().partition() + "|" + end.getValue())
                .sorted()
                .toList();
    }
}
