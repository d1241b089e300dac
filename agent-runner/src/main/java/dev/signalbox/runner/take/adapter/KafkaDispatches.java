package dev.signalbox.runner.take.adapter;

import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.attempt.Dispatch;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.runner.attempt.Assignment;
import dev.signalbox.runner.health.Hindrances;
import dev.signalbox.runner.kafka.Complete;
import dev.signalbox.runner.report.adapter.DeadLetters;
import dev.signalbox.runner.report.adapter.TraceHeader;
import dev.signalbox.runner.take.Backlog;
import dev.signalbox.runner.take.TakeProtocol;
import dev.signalbox.runner.take.Taken;
import dev.signalbox.runner.take.Waiting;
import dev.signalbox.runner.take.port.Offsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads dispatches as a member of the pool's consumer group and takes them as there is room, on a thread of its own. What has no room stays
 * in the backlog: its partitions are paused, and polling goes on so that the group knows we live. A freed place wakes the poll. A failure of
 * the consumer begins again with a new one, except when another runner has taken over this one's identity.
 */
public final class KafkaDispatches implements Offsets, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaDispatches.class);
    private static final String CONCERN = "dispatches";
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration LOOK_FOR_ROOM = Duration.ofMillis(100);
    private static final Duration REST_AFTER_HINDRANCE = Duration.ofMillis(200);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);
    private static final Duration COMMIT_WITHIN = Duration.ofSeconds(5);
    private static final Duration LEAVE_WITHIN = Duration.ofSeconds(5);

    private final Supplier<KafkaConsumer<byte[], byte[]>> consumers;
    private final String topic;
    private final Backlog backlog;
    private final TakeProtocol protocol;
    private final DeadLetters deadLetters;
    private final Hindrances hindrances;
    private final Doze doze = new Doze();
    private @Nullable KafkaConsumer<byte[], byte[]> current;
    private volatile @Nullable Thread thread;
    private volatile boolean closing;

    /** Wakes a consumer that waits for room, and never one that does something else. */
    private static final class Doze {
        private @Nullable KafkaConsumer<byte[], byte[]> sleeper;
        private boolean woken;
        private boolean asked;

        /** Polls for at most {@code time}, or until somebody calls {@link #wake}, also if that was just before. */
        void poll(
                KafkaConsumer<byte[], byte[]> consumer,
                Duration time,
                Consumer<ConsumerRecord<byte[], byte[]>> reader) {
            if (!begin(consumer)) {
                return;
            }
            try {
                consumer.poll(time).forEach(reader);
                if (end()) {
                    // the wakeup came after the poll: let it hit this one, not the next commit
                    consumer.poll(Duration.ZERO).forEach(reader);
                }
            } catch (WakeupException e) {
                end();
            }
        }

        synchronized void wake() {
            asked = true;
            if (sleeper != null && !woken) {
                woken = true;
                sleeper.wakeup();
            }
        }

        private synchronized boolean begin(KafkaConsumer<byte[], byte[]> consumer) {
            if (asked) {
                asked = false;
                return false;
            }
            sleeper = consumer;
            woken = false;
            return true;
        }

        private synchronized boolean end() {
            sleeper = null;
            asked = false;
            return woken;
        }
    }

    public KafkaDispatches(
            Supplier<KafkaConsumer<byte[], byte[]>> consumers,
            String topic,
            Backlog backlog,
            TakeProtocol protocol,
            DeadLetters deadLetters,
            Hindrances hindrances) {
        this.consumers = consumers;
        this.topic = topic;
        this.backlog = backlog;
        this.protocol = protocol;
        this.deadLetters = deadLetters;
        this.hindrances = hindrances;
    }

    /** Begins to take work, on a thread of its own. */
    public void start() {
        thread = Thread.ofPlatform().name("signalbox-dispatches").daemon().start(this::run);
    }

    /** Waits for the thread to end after {@link #close}, but not for ever. */
    public void awaitEnd() {
        Thread started = thread;
        if (started != null) {
            try {
                started.join(LEAVE_WITHIN.multipliedBy(2));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run() {
        while (!closing) {
            try (KafkaConsumer<byte[], byte[]> consumer = consumers.get()) {
                current = consumer;
                read(consumer);
                leave(consumer);
            } catch (FencedInstanceIdException e) {
                LOG.error("another runner has taken this one's identity; no more work is taken here", e);
                hindrances.setForGood(CONCERN, "another runner has taken this one's identity");
                return;
            } catch (RuntimeException e) {
                LOG.warnf(e, "reading %s failed, beginning again", topic);
                hindrances.set(CONCERN, "dispatches cannot be read: " + e.getMessage());
                rest();
            } finally {
                current = null;
                backlog.clear();
            }
        }
    }

    /** A place or a slot has become free. Thread-safe. */
    public void roomFreed() {
        doze.wake();
    }

    /** Takes nothing more; returns at once. Thread-safe. */
    @Override
    public void close() {
        closing = true;
        doze.wake();
    }

    @Override
    public Optional<String> commit(Map<Integer, Long> offsets) {
        KafkaConsumer<byte[], byte[]> consumer = current;
        if (consumer == null) {
            return Optional.of("there is no consumer");
        }
        Map<TopicPartition, OffsetAndMetadata> positions = HashMap.newHashMap(offsets.size());
        offsets.forEach((partition, offset) ->
                positions.put(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)));
        try {
            consumer.commitSync(positions, COMMIT_WITHIN);
            return Optional.empty();
        } catch (FencedInstanceIdException e) {
            throw e;
        } catch (KafkaException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    private void read(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.subscribe(List.of(topic), new DropWhatIsGone());
        while (!closing) {
            if (backlog.isEmpty()) {
                consumer.resume(consumer.paused());
                consumer.poll(POLL).forEach(record -> backlog.add(waiting(record)));
            }
            if (!closing && !backlog.isEmpty()) {
                take(consumer);
            }
        }
    }

    private void take(KafkaConsumer<byte[], byte[]> consumer) {
        switch (protocol.take(this)) {
            case Taken.All all -> hindrances.clear(CONCERN);
            case Taken.Part part -> hindrances.clear(CONCERN);
            case Taken.NoRoom noRoom -> {
                hindrances.clear(CONCERN);
                await(consumer, LOOK_FOR_ROOM);
            }
            case Taken.Hindered hindered -> {
                hindrances.set(CONCERN, hindered.reason());
                await(consumer, REST_AFTER_HINDRANCE);
            }
        }
    }

    private void await(KafkaConsumer<byte[], byte[]> consumer, Duration time) {
        consumer.pause(consumer.assignment());
        doze.poll(consumer, time, record -> backlog.add(waiting(record)));
    }

    private Waiting waiting(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(WireMessage.TYPE);
        try {
            Dispatch dispatch = WireMessage.read(type == null ? null : type.value(), record.value(), Dispatch.class);
            Complete.check(dispatch);
            return switch (dispatch) {
                case StartAttempt start ->
                    new Waiting.Dispatched(
                            record.partition(),
                            record.offset(),
                            new Assignment(start, TraceHeader.of(record.headers())),
                            record.timestamp());
            };
        } catch (UnreadableMessage e) {
            deadLetters.put(record, e.getMessage());
            return new Waiting.Settled(record.partition(), record.offset());
        }
    }

    /** Leaves the group, so that others take over at once. */
    private static void leave(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.timeout(LEAVE_WITHIN)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
    }

    private void rest() {
        try {
            Thread.sleep(REST_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }

    private final class DropWhatIsGone implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            backlog.drop(partitions.stream().map(TopicPartition::partition).toList());
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.infof("takes attempts from %s", partitions);
        }
    }
}
