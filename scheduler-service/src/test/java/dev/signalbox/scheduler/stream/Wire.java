package dev.signalbox.scheduler.stream;

import dev.signalbox.contracts.WireMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes to and reads from Kafka as any client would. */
final class Wire implements AutoCloseable {
    private final String bootstrapServers;
    private final KafkaProducer<String, byte[]> producer;

    Wire(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    void send(String topic, String key, Object message) {
        WireMessage wire = WireMessage.write(message, "/test", Instant.EPOCH);
        ProducerRecord<String, byte[]> outgoing = new ProducerRecord<>(topic, key, wire.body());
        wire.headers().forEach(outgoing.headers()::add);
        producer.send(outgoing);
    }

    void sendRaw(String topic, String key, byte @Nullable [] body) {
        producer.send(new ProducerRecord<>(topic, key, body));
    }

    /** Hands every committed record of a topic to {@code each}, from the beginning, until {@code enough} says so. */
    void read(String topic, Consumer<ConsumerRecord<String, byte[]>> each, Predicate<Instant> enough) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(
                            0, consumer.partitionsFor(topic).size())
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!enough.test(Instant.now())) {
                consumer.poll(Duration.ofMillis(50)).forEach(each);
            }
        }
    }

    /** The committed records of a topic, once there are at least {@code count}. */
    List<ConsumerRecord<String, byte[]>> readAtLeast(String topic, int count) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        Instant patience = Instant.now().plusSeconds(60);
        read(topic, found::add, now -> {
            if (now.isAfter(patience)) {
                throw new AssertionError("only " + found.size() + " of " + count + " records came on " + topic);
            }
            return found.size() >= count;
        });
        return found;
    }

    static byte @Nullable [] type(ConsumerRecord<String, byte[]> received) {
        return header(received, WireMessage.TYPE);
    }

    static byte @Nullable [] header(ConsumerRecord<String, byte[]> received, String name) {
        Header header = received.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    @Override
    public void close() {
        producer.close();
    }
}
