package dev.signalbox.eventlog.system;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.MessageCatalogue;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.event.StepCounts;
import dev.signalbox.eventlog.world.Kafka;
import dev.signalbox.eventlog.world.Servers;
import dev.signalbox.eventlog.world.SseReader;
import dev.signalbox.eventlog.world.Story;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Servers.class)
class StreamsIT {
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
    void a_stream_gives_every_event_as_it_was_written_and_ends_with_the_run() {
        Story story = told(Story.chain(3));

        try (SseReader stream = events(story, "", null)) {
            assertThat(stream.rest())
                    .isEqualTo(story.events().stream().map(StreamsIT::sent).toList());
        }
    }

    @Test
    void a_stream_goes_on_live() throws Exception {
        Story story = told(Story.of("a", "b").starts());
        try (SseReader stream = events(story, "", null)) {
            assertThat(stream.next()).isPresent();
            assertThat(stream.next()).isPresent();

            CompletableFuture<Optional<SseReader.Event>> next = CompletableFuture.supplyAsync(stream::next);
            story.succeeds("a");
            kafka.publish(story.from(3));

            assertThat(next.get(10, TimeUnit.SECONDS))
                    .contains(sent(story.events().get(2)));
        }
    }

    @Test
    void a_stream_resumes_behind_the_last_event_without_gap_or_repetition_while_events_flow() {
        Story story = Story.chain(200);
        kafka.publish(story.events().subList(0, 1));
        await().untilAsserted(
                        () -> given().get("/v1/runs/" + story.run()).then().statusCode(200));
        CompletableFuture<Void> flow = CompletableFuture.runAsync(() -> IntStream.range(
                        1, story.events().size())
                .forEach(i -> kafka.publish(story.events().subList(i, i + 1))));

        List<String> ids = new ArrayList<>();
        boolean ended = false;
        while (!ended) {
            try (SseReader stream = events(story, "", ids.isEmpty() ? null : ids.getLast())) {
                for (int i = 0; i < 37 && !ended; i++) {
                    Optional<SseReader.Event> event = stream.next();
                    event.ifPresent(found -> ids.add(found.id()));
                    ended = event.isEmpty();
                }
            }
        }

        flow.join();
        assertThat(ids)
                .isEqualTo(LongStream.rangeClosed(1, story.events().size())
                        .mapToObj(Long::toString)
                        .toList());
    }

    @Test
    void a_stream_begins_where_it_is_asked_to_and_a_finished_one_ends_at_once() {
        Story story = told(Story.chain(1));

        try (SseReader stream = events(story, "?after=4", null)) {
            assertThat(stream.rest()).extracting(SseReader.Event::id).containsExactly("5", "6");
        }
        try (SseReader stream = events(story, "", "6")) {
            assertThat(stream.rest()).isEmpty();
        }
    }

    @Test
    void a_reader_that_does_not_read_holds_up_neither_the_ingest_nor_other_readers() {
        Story story = Story.of(IntStream.range(0, 2_000).mapToObj(i -> "s" + i).toArray(String[]::new));
        story.starts();
        IntStream.range(0, 2_000).forEach(i -> story.succeeds("s" + i));
        story.ends(RunStatus.SUCCEEDED, new StepCounts(0, 0, 0, 2_000, 0, 0, 0));
        told(Story.of("warm-up"));
        kafka.publish(story.events().subList(0, 1));
        await().untilAsserted(
                        () -> given().get("/v1/runs/" + story.run()).then().statusCode(200));
        List<SseReader> idle =
                IntStream.range(0, 50).mapToObj(_ -> events(story, "", null)).toList();

        kafka.publish(story.from(2));

        IngestIT.awaitAll(story);
        try (SseReader stream = events(story, "", null)) {
            assertThat(stream.rest()).hasSize(story.events().size());
        }
        try (SseReader late = idle.getFirst()) {
            assertThat(late.rest()).hasSize(story.events().size());
        }
        idle.forEach(SseReader::close);
        await().untilAsserted(() -> assertThat(given().get("/q/metrics").asString())
                .containsPattern("signalbox_event_log_streams(\\{\\})? 0\\.0"));
    }

    @Test
    void output_streams_until_the_step_has_ended_and_all_of_it_was_sent() throws Exception {
        Story story = told(Story.of("a").starts().begins("a", 1));
        kafka.send(IngestIT.chunk(story, 1, "one"));
        kafka.flush();
        try (SseReader stream = output(story, null)) {
            assertThat(stream.next())
                    .contains(new SseReader.Event(
                            "1/1", "dev.signalbox.output-chunk.v1", Kafka.json(IngestIT.chunk(story, 1, "one"))));

            CompletableFuture<List<SseReader.Event>> rest = CompletableFuture.supplyAsync(stream::rest);
            // The result says 12 bytes: the last words arrive behind the end.
            story.finishes("a", 1);
            kafka.publish(story.from(5));
            IngestIT.awaitAll(story);
            kafka.send(IngestIT.chunk(story, 2, "nine more"));
            kafka.flush();

            assertThat(rest.get(20, TimeUnit.SECONDS))
                    .extracting(SseReader.Event::id)
                    .containsExactly("1/2");
        }
        try (SseReader stream = output(story, "1/1")) {
            assertThat(stream.rest()).extracting(SseReader.Event::id).containsExactly("1/2");
        }
    }

    private static SseReader.Event sent(RunEvent event) {
        return new SseReader.Event(Long.toString(event.seq()), MessageCatalogue.nameOf(event), Kafka.json(event));
    }

    private static SseReader events(Story story, String query, @Nullable String lastEventId) {
        return SseReader.open(
                "http://127.0.0.1:%d/v1/runs/%s/stream%s".formatted(RestAssured.port, story.run(), query), lastEventId);
    }

    private static SseReader output(Story story, @Nullable String lastEventId) {
        return SseReader.open(
                "http://127.0.0.1:%d/v1/runs/%s/steps/a/output/stream".formatted(RestAssured.port, story.run()),
                lastEventId);
    }

    private Story told(Story story) {
        kafka.publish(story);
        IngestIT.awaitAll(story);
        return story;
    }
}
