package dev.signalbox.eventlog.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.Topics;
import dev.signalbox.eventlog.world.Database;
import dev.signalbox.eventlog.world.Kafka;
import dev.signalbox.eventlog.world.Servers;
import dev.signalbox.eventlog.world.ServiceProcess;
import dev.signalbox.eventlog.world.Story;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged service as a process, killed and left without its servers: promise 1, and I11 and I12 of the checker. */
class CrashFaultTest {
    private static final Duration LONG = Duration.ofSeconds(90);

    private final Servers servers = new Servers();

    @BeforeEach
    void start() {
        servers.start();
    }

    @AfterEach
    void stop() {
        servers.stop();
    }

    @Test
    void a_service_that_is_killed_again_and_again_loses_and_doubles_nothing() throws Exception {
        Random random = new Random(42);
        try (Kafka kafka = new Kafka();
                ServiceProcess service = ServiceProcess.start(Map.of("signalbox.event-log.ingest.instance", "one"))) {
            List<Story> stories = new ArrayList<>();
            for (int life = 0; life < 4; life++) {
                List<Story> more = stories();
                stories.addAll(more);
                long killAt = eventsKept() + 1 + random.nextInt(3_000);
                CompletableFuture<Void> flow = flow(kafka, more);
                await().atMost(LONG).pollInterval(Duration.ofMillis(5)).until(() -> eventsKept() >= killAt);
                service.kill();
                flow.get();
                service.startAgain();
            }

            awaitAll(stories);
            IngestIT.assertRemembered(stories);
        }
    }

    @Test
    void a_postgresql_that_is_killed_in_mid_ingest_costs_no_event_and_the_service_says_what_it_waits_for()
            throws Exception {
        try (Kafka kafka = new Kafka();
                ServiceProcess service = ServiceProcess.start(Map.of())) {
            List<Story> stories = stories();
            await().atMost(LONG).until(() -> service.get("/q/health/ready").contains("UP"));
            CompletableFuture<Void> flow = flow(kafka, stories);
            await().atMost(LONG).until(() -> eventsKept() > 100);

            Servers.postgres().kill();
            String run = stories.getFirst().run().value();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(service.get("/v1/runs/" + run))
                            .contains("HISTORY_UNAVAILABLE")
                            .contains("retryAfterMs"));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(service.get("/q/health/ready"))
                            .contains("DOWN")
                            .contains("PostgreSQL"));
            Servers.postgres().startAgain();

            flow.get();
            awaitAll(stories);
            IngestIT.assertRemembered(stories);
            await().atMost(LONG).until(() -> service.get("/q/health/ready").contains("\"UP\""));
            await().atMost(LONG).until(() -> service.get("/v1/runs/" + run).contains("succeeded"));
        }
    }

    @Test
    void a_service_starts_before_its_servers_and_begins_when_they_are_there() {
        Servers.postgres().stop();
        try (Kafka kafka = new Kafka();
                ServiceProcess service = ServiceProcess.start(Map.of())) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(service.get("/q/health/ready"))
                            .contains("DOWN")
                            .contains("the tables in PostgreSQL"));
            assertThat(service.get("/q/health/live")).contains("UP");
            assertThat(service.get("/v1/runs")).contains("HISTORY_UNAVAILABLE");

            Servers.kafka().stop();
            Servers.postgres().startAgain();
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(service.get("/q/health/ready"))
                            .contains("DOWN")
                            .contains("Kafka"));

            Servers.kafka().startAgain();
            Story story = Story.chain(2);
            kafka.publish(story);
            await().atMost(LONG)
                    .until(() -> service.get("/v1/runs/" + story.run()).contains("succeeded"));
        }
    }

    @Test
    void a_recreated_topic_is_not_read_until_somebody_has_accepted_the_loss() throws Exception {
        Story story = Story.chain(2);
        Story after = Story.chain(2);
        try (Kafka kafka = new Kafka();
                ServiceProcess service = ServiceProcess.start(Map.of("signalbox.event-log.ingest.topic-check", "1s"))) {
            kafka.publish(story);
            await().atMost(LONG)
                    .until(() -> service.get("/v1/runs/" + story.run()).contains("succeeded"));

            recreate(Topics.EVENTS);
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(service.get("/q/health/ready"))
                            .contains("DOWN")
                            .contains("signalbox.events was recreated"));
            kafka.publish(after);
            kafka.raw(Topics.OUTPUT, "key", "dev.signalbox.output-chunk.v1", Kafka.utf8("poison"));
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(Kafka.all(Topics.deadLetter(Topics.OUTPUT)))
                            .hasSize(1));
            assertThat(service.get("/v1/runs/" + after.run())).contains("RUN_NOT_FOUND");

            Database.execute("delete from consumer_offsets where topic = 'signalbox.events'");
            Database.execute("delete from followed_topics where topic = 'signalbox.events'");
            await().atMost(LONG)
                    .until(() -> service.get("/v1/runs/" + after.run()).contains("succeeded"));
            await().atMost(LONG).until(() -> service.get("/q/health/ready").contains("\"UP\""));
        }
    }

    private static void recreate(String topic) throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", Servers.kafka().bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
            await().atMost(LONG).ignoreExceptions().until(() -> {
                admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1)))
                        .all()
                        .get();
                return true;
            });
        }
    }

    private static List<Story> stories() {
        return IntStream.range(0, 300).mapToObj(_ -> Story.chain(5)).toList();
    }

    /** Every run a step further at a time, in small transactions. */
    private static CompletableFuture<Void> flow(Kafka kafka, List<Story> stories) {
        return CompletableFuture.runAsync(() -> {
            int longest = stories.getFirst().events().size();
            for (int seq = 0; seq < longest; seq++) {
                for (Story story : stories) {
                    kafka.send(story.events().get(seq));
                }
                kafka.flush();
            }
        });
    }

    private static long eventsKept() {
        try {
            return Database.number("select count(*) from events");
        } catch (IllegalStateException noTableYet) {
            return 0;
        }
    }

    private static void awaitAll(List<Story> stories) {
        long events = stories.stream().mapToLong(story -> story.events().size()).sum();
        await().atMost(LONG).untilAsserted(() -> assertThat(eventsKept()).isEqualTo(events));
    }
}
