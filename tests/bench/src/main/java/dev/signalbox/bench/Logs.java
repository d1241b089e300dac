package dev.signalbox.bench;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.OutputChunk;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads what runners have written, afterwards, so that the reading takes nothing from what is measured.
 *
 * @param kafka the address of the broker
 */
record Logs(String kafka) {
    private static final Duration POLL = Duration.ofMillis(200);

    /** Hands over every piece of output of a run, the pieces of an attempt in their order. */
    void output(RunId run, Consumer<OutputChunk> reader) {
        read(Topics.OUTPUT, message -> {
            if (message instanceof OutputChunk chunk && chunk.attempt().run().equals(run)) {
                reader.accept(chunk);
            }
        });
    }

    /** Hands over every report on a run's attempts. */
    void outcomes(RunId run, Consumer<Outcome> reader) {
        read(Topics.OUTCOMES, message -> {
            if (message instanceof Outcome outcome && outcome.attempt().run().equals(run)) {
                reader.accept(outcome);
            }
        });
    }

    private void read(String topic, Consumer<Object> reader) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(POLL).forEach(record -> reader.accept(message(record)));
            }
        }
    }

    private static Object message(ConsumerRecord<byte[], byte[]> record) {
        try {
            return WireMessage.read(
                    record.headers().lastHeader(WireMessage.TYPE).value(), record.value(), Object.class);
        } catch (UnreadableMessage e) {
            throw new IllegalStateException(e);
        }
    }
}
