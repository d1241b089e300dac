package dev.signalbox.eventlog.ingest.adapter;

import dev.signalbox.eventlog.ingest.Keeper;
import dev.signalbox.eventlog.ingest.port.History;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The thread that reads the log from the start of the service to its end. It first brings the tables up to date and waits for the
 * topics; whatever fails, it tries again, and readiness says what it waits for.
 */
@ApplicationScoped
public class Ingest {
    private static final Logger LOG = Logger.getLogger(Ingest.class);
    private static final Duration GOODBYE = Duration.ofSeconds(3);
    private static final Duration LAST_BATCH = Duration.ofSeconds(15);

    private final Flyway flyway;
    private final KafkaClients clients;
    private final History history;
    private final IngestCondition condition;
    private final IngestMetrics metrics;
    private final IngestConfig config;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread thread;

    Ingest(
            Flyway flyway,
            KafkaClients clients,
            History history,
            IngestCondition condition,
            IngestMetrics metrics,
            IngestConfig config) {
        this.flyway = flyway;
        this.clients = clients;
        this.history = history;
        this.condition = condition;
        this.metrics = metrics;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        thread = Thread.ofPlatform().name("ingest").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        stopping.countDown();
        Thread running = thread;
        if (running != null && !running.join(LAST_BATCH)) {
            LOG.warn("the ingest does not end in time; nothing is lost, it goes on from its last commit");
        }
    }

    private void run() {
        while (!isStopping()) {
            try {
                migrate();
                follow();
            } catch (FlywayException e) {
                condition.waitsFor("the tables in PostgreSQL: " + firstLine(e));
            } catch (KafkaException e) {
                condition.waitsFor("Kafka: " + firstLine(e));
            } catch (RuntimeException e) {
                LOG.error("the ingest failed and begins again", e);
                condition.waitsFor("the ingest to begin again: " + firstLine(e));
            }
            rest(config.retryAfter().toNanos());
        }
    }

    private void migrate() {
        condition.waitsFor("the tables in PostgreSQL");
        flyway.migrate();
    }

    private void follow() {
        condition.waitsFor("Kafka");
        try (Admin admin = clients.admin()) {
            TopicSurvey survey = new TopicSurvey(admin);
            awaitTopics(survey);
            try (Producer<byte[], byte[]> producer = clients.producer()) {
                follow(survey, new Keeper(history, new KafkaDeadLetters(producer, metrics)));
            }
        }
    }

    private void awaitTopics(TopicSurvey survey) {
        List<String> missing = survey.missing();
        while (!missing.isEmpty() && !isStopping()) {
            condition.waitsFor("the topics " + String.join(", ", missing));
            rest(config.retryAfter().toNanos());
            missing = survey.missing();
        }
    }

    private void follow(TopicSurvey survey, Keeper keeper) {
        Consumer<byte[], byte[]> consumer = clients.consumer();
        try {
            LogFollower follower = new LogFollower(consumer, survey, history, keeper, condition, metrics, config);
            follower.begin();
            condition.waitsFor("its partitions");
            while (!isStopping()) {
                long next = System.nanoTime() + config.gather().toNanos();
                follower.turn();
                rest(next - System.nanoTime());
            }
        } finally {
            consumer.close(CloseOptions.timeout(GOODBYE));
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    private void rest(long nanos) {
        try {
            if (stopping.await(nanos, TimeUnit.NANOSECONDS)) {
                LOG.debug("stopping");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopping.countDown();
        }
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse(failure.toString());
    }
}
