package dev.signalbox.standalone.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaServerIT {
    private static final TopicPartition EVENTS = new TopicPartition("signalbox.events", 0);

    private record Size(String topic, int partitions) {}

    @TempDir
    Path directory;

    @Test
    void what_was_acknowledged_is_there_after_a_kill_and_after_a_stop_on_the_same_port() throws Exception {
        try (KafkaServer kafka = KafkaServer.start(directory, 0)) {
            int port = kafka.port();
            send(kafka, "one".getBytes(StandardCharsets.UTF_8));

            kafka.kill();
            kafka.startAgain();
            assertThat(events(kafka)).containsExactly("one");

            kafka.stop();
            kafka.startAgain();
            assertThat(events(kafka)).containsExactly("one");
            assertThat(kafka.port()).isEqualTo(port);
        }
    }

    @Test
    void every_topic_has_its_partitions_and_takes_a_large_record() throws Exception {
        try (KafkaServer kafka = KafkaServer.start(directory, 0);
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            List<String> names = TopicPlan.all().stream().map(TopicPlan::name).toList();
            assertThat(admin.describeTopics(names).allTopicNames().get().values())
                    .extracting(
                            topic -> new Size(topic.name(), topic.partitions().size()))
                    .containsExactlyInAnyOrderElementsOf(TopicPlan.all().stream()
                            .map(topic -> new Size(topic.name(), topic.partitions()))
                            .toList());
            send(kafka, new byte[12 << 20]);
        }
    }

    private static void send(KafkaServer kafka, byte[] value) throws ExecutionException, InterruptedException {
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "acks",
                "all",
                "max.request.size",
                TopicPlan.LARGEST_RECORD);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(configuration, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(EVENTS.topic(), EVENTS.partition(), "run", value))
                    .get();
        }
    }

    private static List<String> events(KafkaServer kafka) {
        Map<String, Object> configuration = Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "group.id",
                UUID.randomUUID().toString());
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(configuration, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(EVENTS));
            consumer.seekToBeginning(List.of(EVENTS));
            return StreamSupport.stream(consumer.poll(Duration.ofSeconds(10)).spliterator(), false)
                    .map(event -> new String(event.value(), StandardCharsets.UTF_8))
                    .toList();
        }
    }
}
