package dev.signalbox.system.stack;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.contracts.WireMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerConfig;
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
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * The topics as any Kafka client sees them.
 *
 * @param bootstrapServers where Kafka listens
 */
public record KafkaLog(String bootstrapServers) {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Every committed record of a topic, partition by partition, each in its order. */
    public List<ConsumerRecord<String, byte[]>> read(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, PATIENCE);
            List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException(topic + " cannot be read to its end");
                }
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records.stream().filter(read -> isBefore(ends, read)).toList();
        }
    }

    /** How far a topic goes, all its partitions together. Marks of transactions count too. */
    public long length(String topic) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return consumer.endOffsets(partitions(consumer, topic), PATIENCE).values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
        }
    }

    /** Which partitions of a topic each member of a consumer group has, by the static name of the member. */
    public Map<String, Set<Integer>> shares(String group, String topic) {
        try (Admin admin =
                Admin.create(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, (Object) bootstrapServers))) {
            return admin.describeConsumerGroups(List.of(group)).all().get().values().stream()
                    .flatMap(description -> description.members().stream())
                    .collect(Collectors.toMap(
                            member -> member.groupInstanceId().orElse(member.consumerId()),
                            member -> partitionsOf(topic, member)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka does not describe " + group, e);
        }
    }

    private static Set<Integer> partitionsOf(String topic, MemberDescription member) {
        return member.assignment().topicPartitions().stream()
                .filter(partition -> partition.topic().equals(topic))
                .map(TopicPartition::partition)
                .collect(Collectors.toSet());
    }

    /** The partition of a topic that records with this key are in. */
    public int partitionOf(String topic, String key) {
        try (KafkaConsumer<String, byte[]> consumer = consumer()) {
            return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8)))
                    % consumer.partitionsFor(topic, PATIENCE).size();
        }
    }

    /** Sends a message as a service would; returns when it is acknowledged. */
    public void send(String topic, String key, Object message) {
        WireMessage wire = WireMessage.write(message, "/system-tests", Instant.now());
        ProducerRecord<String, byte[]> outgoing = new ProducerRecord<>(topic, key, wire.body());
        wire.headers().forEach((name, value) -> outgoing.headers().add(name, value));
        send(outgoing);
    }

    /** Sends any bytes to a partition; returns when they are acknowledged. */
    public void send(String topic, int partition, String key, byte[] value) {
        send(new ProducerRecord<>(topic, partition, key, value));
    }

    /** The text of a header; null when there is none. */
    public static @Nullable String header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static boolean isBefore(Map<TopicPartition, Long> ends, ConsumerRecord<?, ?> read) {
        return read.offset() < ends.getOrDefault(new TopicPartition(read.topic(), read.partition()), 0L);
    }

    private void send(ProducerRecord<String, byte[]> outgoing) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(outgoing).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka did not take the record", e);
        }
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic) {
        return consumer.partitionsFor(topic, PATIENCE).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }
}
