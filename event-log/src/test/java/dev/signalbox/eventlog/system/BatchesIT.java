package dev.signalbox.eventlog.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.eventlog.world.Database;
import dev.signalbox.eventlog.world.Kafka;
import dev.signalbox.eventlog.world.Servers;
import dev.signalbox.eventlog.world.ServiceProcess;
import dev.signalbox.eventlog.world.Story;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many batches the packaged service makes of records that come one after the other. */
class BatchesIT {
    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String BATCHES = "signalbox_event_log_batch_size_count ";

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
    void what_comes_one_after_the_other_is_remembered_together() {
        Story first = Story.chain(100);
        Story story = Story.chain(100);
        try (Kafka kafka = new Kafka();
                ServiceProcess service = ServiceProcess.start(Map.of("signalbox.event-log.ingest.gather", "3s"))) {
            await().atMost(LONG)
                    .untilAsserted(() -> assertThat(service.get("/q/health/ready"))
                            .contains("UP")
                            .doesNotContain("DOWN"));
            // What is new to a service is slow, and many records come meanwhile.
            publishOneByOne(kafka, first);
            awaitEvents(first.events().size());
            double before = batches(service);

            publishOneByOne(kafka, story);
            awaitEvents(first.events().size() + story.events().size());

            assertThat(story.events()).hasSizeGreaterThan(200);
            assertThat(batches(service) - before).isBetween(1.0, 10.0);
        }
    }

    private static void publishOneByOne(Kafka kafka, Story story) {
        for (RunEvent event : story.events()) {
            kafka.publish(List.of(event));
        }
    }

    private static void awaitEvents(int count) {
        await().atMost(LONG)
                .untilAsserted(() -> assertThat(Database.number("select count(*) from events"))
                        .isEqualTo(count));
    }

    private static double batches(ServiceProcess service) {
        return service.get("/q/metrics")
                .lines()
                .filter(line -> line.startsWith(BATCHES))
                .mapToDouble(line -> Double.parseDouble(line.substring(BATCHES.length())))
                .sum();
    }
}
