package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.kafka.KafkaClients;
import dev.signalbox.admission.kafka.Records;
import dev.signalbox.admission.kafka.TraceHeaders;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.runs.port.CommandLog;
import dev.signalbox.admission.runs.port.CommandRefused;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.command.Command;
import dev.signalbox.contracts.command.FleetCommand;
import dev.signalbox.contracts.command.RunCommand;
import dev.signalbox.contracts.command.WorkspaceCommand;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;

/** Appends commands to {@code signalbox.commands}, acknowledged by all in-sync replicas. */
@ApplicationScoped
public class KafkaCommandLog implements CommandLog {
    private static final String SOURCE = "/admission-service";
    private static final String EVERYTHING = "*";
    /** A restarted single broker takes up to 12 s; a record that was sent rides that out. */
    private static final int DELIVERY_TIMEOUT_MS = 30_000;

    private static final int REQUEST_TIMEOUT_MS = 10_000;

    private final Producer<byte[], byte[]> producer;
    private final Clock clock;
    private final Timer acknowledged;

    KafkaCommandLog(KafkaClients clients, AdmissionConfig config, Clock clock, MeterRegistry metrics) {
        this.producer = clients.producer(Map.of(
                ProducerConfig.LINGER_MS_CONFIG,
                1,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 * 1024,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                128L * 1024 * 1024,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                config.submitDeadline().toMillis(),
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                DELIVERY_TIMEOUT_MS,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                REQUEST_TIMEOUT_MS));
        this.clock = clock;
        this.acknowledged = Timer.builder("signalbox_admission_log_acknowledged")
                .description("From the append of a command to its acknowledgement by all in-sync replicas")
                .publishPercentiles(0.5, 0.99)
                .register(metrics);
    }

    @Override
    public WireMessage encode(Command command) {
        return WireMessage.write(command, SOURCE, clock.instant());
    }

    @Override
    public CompletionStage<LogPosition> append(RunCommand command, WireMessage message) {
        return send(recordOf(command.workspace().value(), message));
    }

    @Override
    public CompletionStage<LogPosition> append(WorkspaceCommand command) {
        return send(recordOf(command.workspace().value(), encode(command)));
    }

    @Override
    public CompletionStage<Void> append(FleetCommand command) {
        WireMessage message = encode(command);
        try {
            return CompletableFuture.allOf(producer.partitionsFor(Topics.COMMANDS).stream()
                    .map(partition -> send(recordFor(partition.partition(), message)))
                    .toArray(CompletableFuture<?>[]::new));
        } catch (KafkaException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private CompletableFuture<LogPosition> send(ProducerRecord<byte[], byte[]> made) {
        CompletableFuture<LogPosition> appended = new CompletableFuture<>();
        long begun = System.nanoTime();
        try {
            producer.send(made, (metadata, failure) -> {
                if (failure == null) {
                    acknowledged.record(Duration.ofNanos(System.nanoTime() - begun));
                    appended.complete(new LogPosition(metadata.partition(), metadata.offset()));
                } else {
                    appended.completeExceptionally(explained(failure));
                }
            });
        } catch (KafkaException | IllegalStateException failure) {
            appended.completeExceptionally(explained(failure));
        }
        return appended;
    }

    private static ProducerRecord<byte[], byte[]> recordOf(String key, WireMessage message) {
        ProducerRecord<byte[], byte[]> made = Records.of(Topics.COMMANDS, key, message);
        TraceHeaders.write(made.headers());
        return made;
    }

    /** Its key is that of no workspace: everything is meant. */
    private static ProducerRecord<byte[], byte[]> recordFor(int partition, WireMessage message) {
        ProducerRecord<byte[], byte[]> made = recordOf(EVERYTHING, message);
        return new ProducerRecord<>(made.topic(), partition, made.key(), made.value(), made.headers());
    }

    private static Exception explained(Exception failure) {
        return switch (failure) {
            case RecordTooLargeException tooLarge ->
                new CommandRefused("the log takes no record of this size", tooLarge);
            case SerializationException unserializable -> new CommandRefused("it cannot be written", unserializable);
            case Exception other -> other;
        };
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
