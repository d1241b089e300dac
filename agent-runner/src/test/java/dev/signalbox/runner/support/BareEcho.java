package dev.signalbox.runner.support;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What the broker and this machine cost by themselves: produce, consume, produce, consume. */
public final class BareEcho implements AutoCloseable {
    private static final byte[] BODY = "x".repeat(600).getBytes(StandardCharsets.UTF_8);

    private final String there = "echo-there-" + UUID.randomUUID();
    private final String back = "echo-back-" + UUID.randomUUID();
    private final Properties settings = new Properties();
    private final KafkaProducer<byte[], byte[]> caller;
    private final KafkaProducer<byte[], byte[]> answerer;
    private final SynchronousQueue<Long> answers = new SynchronousQueue<>();
    private volatile boolean closing;

    public BareEcho(String bootstrapServers) throws ExecutionException, InterruptedException {
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("linger.ms", 0);
        settings.put("enable.auto.commit", false);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(there, 1, (short) 1), new NewTopic(back, 1, (short) 1)))
                    .all()
                    .get();
        }
        caller = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        answerer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        Thread.ofPlatform()
                .daemon()
                .start(() -> read(there, record -> answerer.send(new ProducerRecord<>(back, record.value()))));
        Thread.ofPlatform().daemon().start(() -> read(back, record -> answered()));
    }

    /** How long one there and back takes, in nanoseconds. */
    public long roundTrip() throws InterruptedException {
        long begin = System.nanoTime();
        caller.send(new ProducerRecord<>(there, BODY));
        return answers.take() - begin;
    }

    @Override
    public void close() {
        closing = true;
        caller.close();
        answerer.close();
    }

    private void answered() {
        try {
            answers.put(System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = List.of(new TopicPartition(topic, 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closing) {
                consumer.poll(Duration.ofMillis(200)).forEach(reader);
            }
        }
    }
}
