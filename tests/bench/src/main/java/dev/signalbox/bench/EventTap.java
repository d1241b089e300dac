package dev.signalbox.bench;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.event.RunEnded;
import dev.signalbox.contracts.event.RunEvent;
import dev.signalbox.contracts.event.RunStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Watches {@code signalbox.events} as any consumer may, and notes when it saw what. So that watching costs little beside what is
 * watched, it looks at the header and parses only the facts it needs.
 */
final class EventTap implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** The end of a run as seen here. */
    private record End(RunStatus status, long nanos) {}

    private final String kafka;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Map<String, End> ends = new ConcurrentHashMap<>();
    private final Map<String, List<Long>> successes = new ConcurrentHashMap<>();
    private final Thread reader;

    EventTap(String kafka) {
        this.kafka = kafka;
        reader = Thread.ofPlatform().name("event-tap").start(this::read);
    }

    /** When each step of the run was seen to succeed, in order. */
    List<Long> successes(RunId run) {
        return List.copyOf(successes.getOrDefault(run.value(), List.of()));
    }

    /** Waits until all runs have ended in success; answers when the last of them was seen to. */
    long awaitSuccess(Collection<RunId> runs) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long last = 0;
        for (RunId run : runs) {
            synchronized (ends) {
                while (!ends.containsKey(run.value())) {
                    if (System.nanoTime() > deadline) {
                        throw new IllegalStateException("run " + run + " did not end in " + PATIENCE);
                    }
                    ends.wait(POLL.toMillis());
                }
            }
            End end = Objects.requireNonNull(ends.get(run.value()));
            if (end.status() != RunStatus.SUCCEEDED) {
                throw new IllegalStateException("run " + run + " ended as " + end.status());
            }
            last = Math.max(last, end.nanos());
        }
        return last;
    }

    private void read() {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(
                            0, consumer.partitionsFor(Topics.EVENTS).size())
                    .mapToObj(partition -> new TopicPartition(Topics.EVENTS, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            partitions.forEach(consumer::position);
            while (open.get()) {
                consumer.poll(POLL).forEach(this::see);
            }
        }
    }

    private void see(ConsumerRecord<String, byte[]> received) {
        byte[] type = received.headers().lastHeader(WireMessage.TYPE).value();
        String name = new String(type, java.nio.charset.StandardCharsets.UTF_8);
        if (name.equals("dev.signalbox.step-succeeded.v1")) {
            successes.computeIfAbsent(received.key(), run -> new ArrayList<>()).add(System.nanoTime());
        } else if (name.equals("dev.signalbox.run-ended.v1")) {
            synchronized (ends) {
                ends.put(received.key(), new End(status(type, received.value()), System.nanoTime()));
                ends.notifyAll();
            }
        }
    }

    private static RunStatus status(byte[] type, byte[] body) {
        try {
            RunEvent event = WireMessage.read(type, body, RunEvent.class);
            return ((RunEnded) event.data()).status();
        } catch (UnreadableMessage e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        open.set(false);
        try {
            reader.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
