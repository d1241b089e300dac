package dev.signalbox.runner.stop.adapter;

import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.attempt.Control;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.runner.attempt.RunningAttempts;
import dev.signalbox.runner.attempt.StopOrder;
import dev.signalbox.runner.kafka.Complete;
import dev.signalbox.runner.report.adapter.DeadLetters;
import dev.signalbox.runner.stop.StopRegister;
import dev.signalbox.runner.stop.port.StopOrders;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads all of {@code signalbox.controls}, from as far back as orders are remembered, on a thread of its own: enters every order and stops
 * what runs here. A failure of the consumer begins again with a new one.
 */
public final class KafkaStopOrders implements StopOrders, Runnable, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(KafkaStopOrders.class);
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Duration memory;
    private final StopRegister register;
    private final RunningAttempts running;
    private final DeadLetters deadLetters;
    private final List<CompletableFuture<Void>> readers = new ArrayList<>();
    private @Nullable Consumer<byte[], byte[]> current;
    private volatile boolean closing;

    public KafkaStopOrders(
            Supplier<Consumer<byte[], byte[]>> consumers,
            Duration memory,
            StopRegister register,
            RunningAttempts running,
            DeadLetters deadLetters) {
        this.consumers = consumers;
        this.memory = memory;
        this.register = register;
        this.running = running;
        this.deadLetters = deadLetters;
    }

    @Override
    public void run() {
        while (!closing) {
            try (Consumer<byte[], byte[]> consumer = consumers.get()) {
                read(consumer);
            } catch (RuntimeException e) {
                LOG.warnf(e, "reading %s failed, beginning again", Topics.CONTROLS);
                rest();
            } finally {
                open(null);
            }
        }
    }

    @Override
    public boolean readUpToNow() {
        CompletableFuture<Void> read = new CompletableFuture<>();
        synchronized (readers) {
            readers.add(read);
            if (current != null) {
                current.wakeup();
            }
        }
        try {
            read.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            synchronized (readers) {
                read.cancel(false);
                readers.removeIf(CompletableFuture::isDone);
            }
        }
    }

    @Override
    public void close() {
        closing = true;
        synchronized (readers) {
            if (current != null) {
                current.wakeup();
            }
        }
    }

    private void open(@Nullable Consumer<byte[], byte[]> consumer) {
        synchronized (readers) {
            current = consumer;
        }
    }

    private void read(Consumer<byte[], byte[]> consumer) {
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.CONTROLS).stream()
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        seekBack(consumer, partitions);
        open(consumer);
        while (!closing) {
            List<CompletableFuture<Void>> waiting = waiting();
            if (waiting.isEmpty()) {
                poll(consumer, POLL);
            } else {
                readTo(consumer, ends(consumer, partitions));
                waiting.forEach(reader -> reader.complete(null));
            }
        }
    }

    private void seekBack(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        long from = Instant.now().minus(memory).toEpochMilli();
        Map<TopicPartition, Long> times = new HashMap<>();
        partitions.forEach(partition -> times.put(partition, from));
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        for (TopicPartition partition : partitions) {
            OffsetAndTimestamp oldest = found.get(partition);
            consumer.seek(partition, oldest == null ? ends.getOrDefault(partition, 0L) : oldest.offset());
        }
    }

    private List<CompletableFuture<Void>> waiting() {
        synchronized (readers) {
            return readers.stream().filter(reader -> !reader.isDone()).toList();
        }
    }

    private Map<TopicPartition, Long> ends(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        while (true) {
            try {
                return consumer.endOffsets(partitions);
            } catch (WakeupException e) {
                if (closing) {
                    throw e;
                }
            }
        }
    }

    private void readTo(Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
        for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
            while (!closing && position(consumer, end.getKey()) < end.getValue()) {
                poll(consumer, Duration.ofMillis(100));
            }
        }
    }

    private long position(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
        while (true) {
            try {
                return consumer.position(partition);
            } catch (WakeupException e) {
                if (closing) {
                    throw e;
                }
            }
        }
    }

    private void poll(Consumer<byte[], byte[]> consumer, Duration wait) {
        try {
            consumer.poll(wait).forEach(this::read);
        } catch (WakeupException e) {
            LOG.trace("asked to look up");
        }
    }

    private void read(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(WireMessage.TYPE);
        try {
            Control control = WireMessage.read(type == null ? null : type.value(), record.value(), Control.class);
            Complete.check(control);
            switch (control) {
                case StopAttempt stop -> stop(stop, Instant.ofEpochMilli(record.timestamp()));
            }
        } catch (UnreadableMessage e) {
            deadLetters.put(record, e.getMessage());
        }
    }

    private void stop(StopAttempt stop, Instant orderedAt) {
        register.enter(stop.attempt(), stop.cause(), orderedAt);
        running.stop(stop.attempt(), StopOrder.of(stop.cause()));
    }

    private void rest() {
        try {
            Thread.sleep(REST_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            closing = true;
        }
    }
}
