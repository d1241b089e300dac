package dev.signalbox.admission.runs.adapter;

import dev.signalbox.admission.kafka.KafkaClients;
import dev.signalbox.admission.kafka.Records;
import dev.signalbox.admission.runs.port.AdmissionRegister;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.admission.AdmissionDecided;
import dev.signalbox.contracts.admission.CircuitChanged;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Writes decisions to {@code signalbox.admissions} from a thread of its own, so that no caller waits for it. At most
 * {@value #LONGEST_QUEUE} decisions wait; one that cannot be written is logged in full and counted.
 */
@ApplicationScoped
public class KafkaAdmissionRegister implements AdmissionRegister {
    private static final Logger LOG = Logger.getLogger(KafkaAdmissionRegister.class);
    private static final int LONGEST_QUEUE = 10_000;
    private static final String EVERY_WORKSPACE = "*";
    private static final String SOURCE = "/admission-service";

    private final Producer<byte[], byte[]> producer;
    private final ExecutorService writer;
    private final Counter lost;

    KafkaAdmissionRegister(KafkaClients clients, MeterRegistry metrics) {
        this.producer = clients.producer(
                Map.of(ProducerConfig.LINGER_MS_CONFIG, 20, ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L));
        this.writer = new ThreadPoolExecutor(
                1,
                1,
                0,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(LONGEST_QUEUE),
                Thread.ofPlatform().daemon().name("admission-register").factory());
        this.lost = Counter.builder("signalbox_admission_decisions_unrecorded")
                .description("Decisions that could not be written to signalbox.admissions")
                .register(metrics);
    }

    @Override
    public void record(AdmissionDecided decision) {
        try {
            writer.execute(() -> write(decision));
        } catch (RejectedExecutionException full) {
            unrecorded(decision, full);
        }
    }

    @Override
    public CompletableFuture<Void> announce(CircuitChanged change) {
        CompletableFuture<Void> announced = new CompletableFuture<>();
        try {
            writer.execute(() -> write(change, announced));
        } catch (RejectedExecutionException full) {
            announced.completeExceptionally(full);
        }
        return announced;
    }

    private void write(CircuitChanged change, CompletableFuture<Void> announced) {
        try {
            WireMessage message = WireMessage.write(change, SOURCE, change.at());
            producer.send(Records.of(Topics.ADMISSIONS, EVERY_WORKSPACE, message), (sent, failure) -> {
                if (failure == null) {
                    announced.complete(null);
                } else {
                    announced.completeExceptionally(failure);
                }
            });
        } catch (KafkaException | IllegalStateException failure) {
            announced.completeExceptionally(failure);
        }
    }

    private void write(AdmissionDecided decision) {
        try {
            WireMessage message = WireMessage.write(decision, SOURCE, decision.at());
            producer.send(Records.of(Topics.ADMISSIONS, decision.workspace().value(), message), (sent, failure) -> {
                if (failure != null) {
                    unrecorded(decision, failure);
                }
            });
        } catch (KafkaException | IllegalStateException failure) {
            unrecorded(decision, failure);
        }
    }

    private void unrecorded(AdmissionDecided decision, @Nullable Exception failure) {
        lost.increment();
        LOG.errorf(failure, "This decision could not be recorded: %s", decision);
    }

    @PreDestroy
    void close() throws InterruptedException {
        writer.shutdown();
        writer.awaitTermination(2, TimeUnit.SECONDS);
        producer.close(Duration.ofSeconds(2));
    }
}
