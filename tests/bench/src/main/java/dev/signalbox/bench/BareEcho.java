package dev.signalbox.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/** The yardstick: a record there and a record back, acks=all, on the same broker, nothing else. */
final class BareEcho implements AutoCloseable {
    private static final TopicPartition PING = new TopicPartition("bench.ping", 0);
    private static final TopicPartition PONG = new TopicPartition("bench.pong", 0);

    private final BareKafka kafka;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Thread echo;

    BareEcho(String kafka) throws ExecutionException, InterruptedException {
        this.kafka = new BareKafka(kafka);
        this.kafka.create(PING.topic(), PONG.topic());
        echo = Thread.ofPlatform().name("echo").start(this::echo);
    }

    /** How long each of {@code count} round trips took, one after the other, after as many to warm up. */
    Samples measure(int count) throws ExecutionException, InterruptedException {
        List<Long> nanos = new ArrayList<>(count);
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer();
                KafkaConsumer<byte[], byte[]> consumer = consumer(PONG)) {
            consumer.position(PONG);
            for (int i = 0; i < 2 * count; i++) {
                long start = System.nanoTime();
                producer.send(new ProducerRecord<>(PING.topic(), new byte[200])).get();
                BareKafka.await(consumer);
                if (i >= count) {
                    nanos.add(System.nanoTime() - start);
                }
            }
        }
        return Samples.of(nanos);
    }

    private void echo() {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer();
                KafkaConsumer<byte[], byte[]> consumer = consumer(PING)) {
            while (open.get()) {
                for (ConsumerRecord<byte[], byte[]> ping : consumer.poll(BareKafka.POLL)) {
                    producer.send(new ProducerRecord<>(PONG.topic(), ping.value()));
                }
            }
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(TopicPartition partition) {
        KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(Map.of());
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        return consumer;
    }

    @Override
    public void close() {
        open.set(false);
        try {
            echo.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
