package dev.signalbox.admission.it;

import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.AdmissionFact;
import dev.signalbox.contracts.admission.RunStatusChanged;
import dev.signalbox.contracts.admission.WorkspaceStatusChanged;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.SubmitRun;
import dev.signalbox.contracts.event.RunStatus;
import dev.signalbox.contracts.runner.RunnerHeartbeat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Plays the scheduler towards the door: reads commands, announces where runs are, commits its progress. */
final class SchedulerStandIn implements AutoCloseable {
    private final Map<String, Object> settings;
    private final KafkaProducer<byte[], byte[]> producer;

    SchedulerStandIn(String bootstrapServers) {
        this.settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        this.producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    void announce(SubmitRun submitted, RunStatus status) {
        WireMessage message = WireMessage.write(
                new RunStatusChanged(
                        submitted.run(),
                        submitted.workspace(),
                        status,
                        submitted.idempotency(),
                        Instant.now(),
                        submitted.held() && status == RunStatus.QUEUED,
                        submitted.spec().options().priority()),
                "/scheduler-service",
                Instant.now());
        ProducerRecord<byte[], byte[]> announced =
                new ProducerRecord<>(Topics.RUN_STATUS, utf8(submitted.run().value()), message.body());
        message.headers().forEach(announced.headers()::add);
        send(announced);
    }

    /** Plays a runner that reports of an attempt. */
    void report(Outcome outcome) {
        WireMessage message = WireMessage.write(outcome, "/agent-runner", Instant.now());
        ProducerRecord<byte[], byte[]> reported = new ProducerRecord<>(
                Topics.OUTCOMES, utf8(outcome.attempt().workspace().value()), message.body());
        message.headers().forEach(reported.headers()::add);
        send(reported);
    }

    /** Plays a runner that tells how it is doing. */
    void tell(RunnerHeartbeat heartbeat) {
        WireMessage message = WireMessage.write(heartbeat, "/agent-runner", Instant.now());
        ProducerRecord<byte[], byte[]> told =
                new ProducerRecord<>(Topics.RUNNERS, utf8(heartbeat.node()), message.body());
        message.headers().forEach(told.headers()::add);
        send(told);
    }

    /** Plays a runner that leaves in order. */
    void runnerLeaves(String node) {
        send(new ProducerRecord<>(Topics.RUNNERS, utf8(node), null));
    }

    /** Says whether a workspace, or everything, is held. */
    void announce(WorkspaceStatusChanged status) {
        WireMessage message = WireMessage.write(status, "/scheduler-service", Instant.now());
        ProducerRecord<byte[], byte[]> announced = new ProducerRecord<>(
                Topics.WORKSPACE_STATUS, utf8(status.workspace().value()), message.body());
        message.headers().forEach(announced.headers()::add);
        send(announced);
    }

    void announceGarbage(String key, String body) {
        send(new ProducerRecord<>(Topics.RUN_STATUS, utf8(key), utf8(body)));
    }

    void endWindowOf(RunId run) {
        send(new ProducerRecord<>(Topics.RUN_STATUS, utf8(run.value()), null));
    }

    /** All commands so far. */
    List<RunCommand> commands() {
        return messages(Topics.COMMANDS, RunCommand.class);
    }

    List<SubmitRun> submissionsOf(RunId run) {
        return commands().stream()
                .filter(SubmitRun.class::isInstance)
                .map(SubmitRun.class::cast)
                .filter(command -> command.run().equals(run))
                .toList();
    }

    SubmitRun submissionOf(RunId run) {
        return submissionsOf(run).getFirst();
    }

    List<AdmissionDecided> decisions() {
        return messages(Topics.ADMISSIONS, AdmissionFact.class).stream()
                .filter(AdmissionDecided.class::isInstance)
                .map(AdmissionDecided.class::cast)
                .toList();
    }

    /** Commits that it has taken all commands there are. */
    void hasTakenAllCommands() {
        Map<TopicPartition, OffsetAndMetadata> progress = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            consumer.endOffsets(partitions(consumer, Topics.COMMANDS))
                    .forEach((partition, end) -> progress.put(partition, new OffsetAndMetadata(end)));
        }
        try (Admin admin = Admin.create(settings)) {
            admin.alterConsumerGroupOffsets("signalbox-scheduler", progress)
                    .all()
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    <T> List<T> messages(String topic, Class<T> type) {
        List<T> found = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> taken : records(topic)) {
            try {
                found.add(WireMessage.read(header(taken, WireMessage.TYPE), taken.value(), type));
            } catch (Exception e) {
                throw new AssertionError("a record of " + topic + " is not a message", e);
            }
        }
        return found;
    }

    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = partitions(consumer, topic);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

    static byte @Nullable [] header(ConsumerRecord<byte[], byte[]> taken, String name) {
        Header header = taken.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer, String topic) {
        return consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    private void send(ProducerRecord<byte[], byte[]> message) {
        try {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
