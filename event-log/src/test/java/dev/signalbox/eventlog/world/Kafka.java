package dev.signalbox.eventlog.world;

import dev.signalbox.contracts.ContractJson;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.event.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Plays everybody who writes what the event log reads. */
public final class Kafka implements AutoCloseable {
    private static final int LARGEST = 16 << 20;

    private final KafkaProducer<byte[], byte[]> producer;

    public Kafka() {
        this(Map.of());
    }

    private Kafka(Map<String, Object> extra) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", Servers.kafka().bootstrapServers());
        settings.put("acks", "all");
        settings.put("max.request.size", LARGEST);
        settings.put("buffer.memory", 4L * LARGEST);
        settings.put("linger.ms", 1);
        settings.put("retry.backoff.ms", 1);
        settings.putAll(extra);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** One that writes in transactions, as the scheduler does. */
    public static Kafka transactional(String id) {
        Kafka kafka = new Kafka(Map.of("transactional.id", id));
        kafka.producer.initTransactions();
        return kafka;
    }

    /** Writes these in one transaction. */
    public void commit(List<RunEvent> events) {
        producer.beginTransaction();
        events.forEach(this::send);
        producer.commitTransaction();
    }

    /** Writes these in a transaction that is given up. */
    public void abort(List<RunEvent> events) {
        producer.beginTransaction();
        events.forEach(this::send);
        producer.flush();
        producer.abortTransaction();
    }

    /** Writes these and returns when they are acknowledged. */
    public void publish(List<RunEvent> events) {
        events.forEach(this::send);
        producer.flush();
    }

    public void publish(Story story) {
        publish(story.events());
    }

    public void send(RunEvent event) {
        producer.send(
                record(Topics.EVENTS, event.run().value(), WireMessage.write(event, "/scheduler-service", event.at())));
    }

    public void send(OutputChunk chunk) {
        producer.send(record(
                Topics.OUTPUT, chunk.attempt().run().value(), WireMessage.write(chunk, "/agent-runner", chunk.at())));
    }

    public void send(AdmissionDecided decision) {
        producer.send(record(
                Topics.ADMISSIONS,
                decision.workspace().value(),
                WireMessage.write(decision, "/admission-service", decision.at())));
    }

    public void flush() {
        producer.flush();
    }

    /** Writes anything at all and gives its offset. */
    public long raw(String topic, @Nullable String key, @Nullable String type, byte @Nullable [] body) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key == null ? null : utf8(key), body);
        if (type != null) {
            record.headers().add(WireMessage.TYPE, utf8(type));
        }
        try {
            return producer.send(record).get().offset();
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, String key, WireMessage message) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, utf8(key), message.body());
        message.headers().forEach((name, value) -> record.headers().add(name, value));
        return record;
    }

    /** Every committed record of a topic. */
    public static List<ConsumerRecord<byte[], byte[]>> all(String topic) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", Servers.kafka().bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    /** Where each partition of a topic ends, for those who see committed records only. */
    public static Map<TopicPartition, Long> ends(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", Servers.kafka().bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            return consumer.endOffsets(consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList());
        }
    }

    /** The value of a header as text; empty when it is missing. */
    public static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    public static String json(Object message) {
        return new String(WireMessage.write(message, "/test", Instant.EPOCH).body(), StandardCharsets.UTF_8);
    }

    public static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    public static <T> T parse(String json, Class<T> type) {
        try {
            return ContractJson.mapper().readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
