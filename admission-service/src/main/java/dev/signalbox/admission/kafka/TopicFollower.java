package dev.signalbox.admission.kafka;

import dev.signalbox.admission.upkeep.port.LogUnreachable;
import dev.signalbox.contracts.UnreadableMessage;
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
 * Reads the whole of a compacted topic and then follows it, in one thread, outside of any group: every replica knows all of it. When it
 * cannot go on it begins again at the beginning, so what it hands over may have been handed over before. Records that the reader refuses
 * go to the dead letters.
 */
public final class TopicFollower {
    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

    /** Takes note of what is on the topic. Called by one thread. */
    @FunctionalInterface
    public interface Reader {
        /**
         * Takes note of a record.
         *
         * @param isNew whether it was written after the reading began
         * @throws UnreadableMessage when it is not what belongs there
         */
        void take(ConsumerRecord<byte[], byte[]> taken, boolean isNew) throws UnreadableMessage;
    }

    private final String topic;
    private final Reader reader;
    private final KafkaClients clients;
    private final LogQuestions questions;
    private final DeadLetters deadLetters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean current;
    private Optional<Thread> thread = Optional.empty();

    public TopicFollower(
            String topic, Reader reader, KafkaClients clients, LogQuestions questions, DeadLetters deadLetters) {
        this.topic = topic;
        this.reader = reader;
        this.clients = clients;
        this.questions = questions;
        this.deadLetters = deadLetters;
    }

    public void start() {
        thread =
                Optional.of(Thread.ofPlatform().daemon().name(topic + "-reader").start(this::work));
    }

    /** Whether all has been read that was there at the start, once. */
    public boolean isCurrent() {
        return current;
    }

    public void stop() throws InterruptedException {
        stopped.countDown();
        if (thread.isPresent()) {
            thread.get().join(POLL.multipliedBy(4));
            thread.get().interrupt();
        }
    }

    private void work() {
        try {
            do {
                try {
                    follow();
                } catch (InterruptException e) {
                    LOG.debugf(e, "The reading of %s stops", topic);
                    return;
                } catch (LogUnreachable | RuntimeException e) {
                    LOG.warnf("%s cannot be read and is begun again: %s", topic, e.getMessage());
                }
            } while (!stopped.await(REST_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debugf(e, "The reading of %s stops", topic);
        }
    }

    private void follow() throws LogUnreachable {
        List<TopicPartition> partitions = questions.partitionsOf(topic);
        Map<TopicPartition, Long> history = questions.endOf(partitions);
        try (Consumer<byte[], byte[]> consumer =
                clients.consumer(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"))) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (stopped.getCount() > 0) {
                consumer.poll(POLL).forEach(taken -> take(taken, history));
                current = current || isReadTo(history, consumer);
            }
        }
    }

    private static boolean isReadTo(Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<byte[], byte[]> taken, Map<TopicPartition, Long> history) {
        long end = history.getOrDefault(new TopicPartition(taken.topic(), taken.partition()), 0L);
        try {
            reader.take(taken, taken.offset() >= end);
        } catch (UnreadableMessage | IllegalArgumentException e) {
            deadLetters.put(taken, String.valueOf(e.getMessage()));
        } catch (NullPointerException e) {
            deadLetters.put(taken, "a required property is missing");
        }
    }
}
