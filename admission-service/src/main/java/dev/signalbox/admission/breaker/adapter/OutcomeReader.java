package dev.signalbox.admission.breaker.adapter;

import dev.signalbox.admission.breaker.OpenAttempts;
import dev.signalbox.admission.kafka.KafkaClients;
import dev.signalbox.admission.kafka.LogQuestions;
import dev.signalbox.admission.kafka.Records;
import dev.signalbox.admission.upkeep.port.LogUnreachable;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.GovernorReported;
import dev.signalbox.contracts.attempt.MergeConflictForeseen;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.UsageReported;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Follows {@code signalbox.outcomes} from now on, outside of any group, to know which attempts have started and not ended. What it
 * cannot read is the scheduler's to complain about. Times are when it reads, on the clock of this process.
 */
@ApplicationScoped
public class OutcomeReader {
    private static final Logger LOG = Logger.getLogger(OutcomeReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(5);
    /** Attempts are counted by the second: the broker may gather reports for a while instead of handing over each alone. */
    private static final Map<String, Object> GATHERED =
            Map.of(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1 << 20, ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);

    private final KafkaClients clients;
    private final LogQuestions questions;
    private final OpenAttempts attempts;
    private final Clock clock;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private Optional<Thread> thread = Optional.empty();

    OutcomeReader(KafkaClients clients, LogQuestions questions, OpenAttempts attempts, Clock clock) {
        this.clients = clients;
        this.questions = questions;
        this.attempts = attempts;
        this.clock = clock;
    }

    void start(@Observes StartupEvent started) {
        thread = Optional.of(Thread.ofPlatform().daemon().name("outcome-reader").start(this::work));
    }

    private void work() {
        try {
            do {
                try {
                    follow();
                } catch (InterruptException e) {
                    return;
                } catch (LogUnreachable | RuntimeException e) {
                    LOG.debugf(e, "%s cannot be followed; it is tried again", Topics.OUTCOMES);
                }
            } while (!stopped.await(REST_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("The reading of outcomes stops", e);
        }
    }

    private void follow() throws LogUnreachable {
        List<TopicPartition> partitions = questions.partitionsOf(Topics.OUTCOMES);
        try (Consumer<byte[], byte[]> consumer = clients.consumer(GATHERED)) {
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (stopped.getCount() > 0) {
                consumer.poll(POLL).forEach(this::note);
            }
        }
    }

    private void note(ConsumerRecord<byte[], byte[]> taken) {
        try {
            switch (Records.read(taken, Outcome.class)) {
                case AttemptStarted started -> attempts.started(started.attempt(), clock.instant());
                case AttemptHeartbeat beat -> attempts.alive(beat.attempt(), clock.instant());
                case UsageReported usage -> attempts.alive(usage.attempt(), clock.instant());
                case MergeConflictForeseen conflict -> attempts.alive(conflict.attempt(), clock.instant());
                case GovernorReported report -> attempts.alive(report.attempt(), clock.instant());
                case AttemptFinished finished -> attempts.ended(finished.attempt(), clock.instant());
            }
        } catch (UnreadableMessage e) {
            LOG.debugf(e, "Outcome %d/%d is left to the scheduler", taken.partition(), taken.offset());
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopped.countDown();
        if (thread.isPresent()) {
            thread.get().join(POLL.multipliedBy(4));
            thread.get().interrupt();
        }
    }
}
