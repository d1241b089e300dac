package dev.signalbox.runner.support;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.StepId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.WorkspaceId;
import dev.signalbox.contracts.attempt.AttemptFinished;
import dev.signalbox.contracts.attempt.AttemptHeartbeat;
import dev.signalbox.contracts.attempt.AttemptResult;
import dev.signalbox.contracts.attempt.AttemptStarted;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.contracts.attempt.StartAttempt;
import dev.signalbox.contracts.attempt.StopAttempt;
import dev.signalbox.contracts.attempt.StopCause;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;

/** Dispatches attempts of a run of its own to a pool of its own, and remembers everything that runners say about them. */
public final class PlayedScheduler implements AutoCloseable {
    public final String pool = "test-" + UUID.randomUUID().toString().substring(0, 8);
    public final RunId run = new RunId(UUID.randomUUID().toString());

    private final String bootstrapServers;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Queue<Outcome> outcomes = new ConcurrentLinkedQueue<>();
    private final Queue<OutputChunk> output = new ConcurrentLinkedQueue<>();
    private final Map<AttemptRef, AttemptFinished> firstEnds = new ConcurrentHashMap<>();
    private final Map<AttemptRef, Long> endedAt = new ConcurrentHashMap<>();
    private final Thread reader;
    private volatile boolean closing;

    public PlayedScheduler(String bootstrapServers) throws ExecutionException, InterruptedException {
        this.bootstrapServers = bootstrapServers;
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(
                            new NewTopic(Topics.dispatches(pool), 4, (short) 1),
                            new NewTopic(Topics.deadLetter(Topics.dispatches(pool)), 1, (short) 1)))
                    .all()
                    .get();
        }
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("acks", "all");
        settings.put("linger.ms", 0);
        producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        reader = Thread.ofPlatform().daemon().start(this::read);
    }

    public AttemptRef attempt(WorkspaceId workspace, String step, int attempt, long epoch) {
        return new AttemptRef(workspace, run, new StepId(step), attempt, epoch);
    }

    public Future<RecordMetadata> dispatch(StartAttempt start) {
        return send(Topics.dispatches(pool), start.attempt().step().value(), start, Map.of());
    }

    public Future<RecordMetadata> dispatch(StartAttempt start, String traceparent) {
        return send(
                Topics.dispatches(pool),
                start.attempt().step().value(),
                start,
                Map.of("traceparent", traceparent.getBytes(StandardCharsets.US_ASCII)));
    }

    public void stop(AttemptRef attempt, StopCause cause) throws ExecutionException, InterruptedException {
        send(Topics.CONTROLS, "all", new StopAttempt(attempt, cause, Instant.now()), Map.of())
                .get();
    }

    public Future<RecordMetadata> sendRaw(String topic, byte[] body) {
        return producer.send(new ProducerRecord<>(topic, body));
    }

    /** Everything said about attempts of this run, in the order in which it was read. */
    public List<Outcome> outcomes() {
        return List.copyOf(outcomes);
    }

    public List<AttemptStarted> starts(AttemptRef attempt) {
        return outcomes.stream()
                .filter(AttemptStarted.class::isInstance)
                .map(AttemptStarted.class::cast)
                .filter(started -> started.attempt().equals(attempt))
                .toList();
    }

    public List<AttemptHeartbeat> heartbeats(AttemptRef attempt) {
        return outcomes.stream()
                .filter(AttemptHeartbeat.class::isInstance)
                .map(AttemptHeartbeat.class::cast)
                .filter(heartbeat -> heartbeat.attempt().equals(attempt))
                .toList();
    }

    public boolean hasEnded(AttemptRef attempt) {
        return firstEnds.containsKey(attempt);
    }

    /** Waits without wasting a core. */
    public void awaitEnd(AttemptRef attempt) throws InterruptedException {
        synchronized (firstEnds) {
            while (!hasEnded(attempt)) {
                firstEnds.wait();
            }
        }
    }

    public void awaitEnds(int count) throws InterruptedException {
        synchronized (firstEnds) {
            while (ended() < count) {
                firstEnds.wait();
            }
        }
    }

    public int ended() {
        return firstEnds.size();
    }

    /** The result that was read first. */
    public AttemptResult result(AttemptRef attempt) {
        AttemptFinished finished = firstEnds.get(attempt);
        if (finished == null) {
            throw new AssertionError(attempt + " has not ended");
        }
        return finished.result();
    }

    /** When the first result was read, by System.nanoTime. */
    public long endedAt(AttemptRef attempt) {
        return endedAt.getOrDefault(attempt, Long.MAX_VALUE);
    }

    public List<OutputChunk> output(AttemptRef attempt) {
        return output.stream().filter(chunk -> chunk.attempt().equals(attempt)).toList();
    }

    public String text(AttemptRef attempt) {
        StringBuilder text = new StringBuilder();
        output(attempt).forEach(chunk -> text.append(chunk.text()));
        return text.toString();
    }

    public List<ConsumerRecord<byte[], byte[]>> everythingOn(String topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream()
                    .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }

    @Override
    public void close() {
        closing = true;
        Awaitility.await().until(() -> !reader.isAlive());
        producer.close();
    }

    private Future<RecordMetadata> send(String topic, String key, Object message, Map<String, byte[]> headers) {
        WireMessage wire = WireMessage.write(message, "/test", Instant.now());
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), wire.body());
        wire.headers().forEach(record.headers()::add);
        headers.forEach(record.headers()::add);
        return producer.send(record);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Properties settings = new Properties();
        settings.put("bootstrap.servers", bootstrapServers);
        settings.put("enable.auto.commit", false);
        settings.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void read() {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            List<TopicPartition> partitions = List.of(Topics.OUTCOMES, Topics.OUTPUT).stream()
                    .flatMap(topic -> consumer.partitionsFor(topic).stream())
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (!closing) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::remember);
            }
        }
    }

    private void remember(ConsumerRecord<byte[], byte[]> record) {
        try {
            byte[] type = record.headers().lastHeader(WireMessage.TYPE).value();
            Object message = WireMessage.read(type, record.value(), Object.class);
            if (message instanceof OutputChunk chunk && chunk.attempt().run().equals(run)) {
                output.add(chunk);
            } else if (message instanceof Outcome outcome
                    && outcome.attempt().run().equals(run)) {
                outcomes.add(outcome);
                if (outcome instanceof AttemptFinished finished) {
                    endedAt.putIfAbsent(finished.attempt(), System.nanoTime());
                    synchronized (firstEnds) {
                        firstEnds.putIfAbsent(finished.attempt(), finished);
                        firstEnds.notifyAll();
                    }
                }
            }
        } catch (UnreadableMessage e) {
            throw new AssertionError(e);
        }
    }
}
