package dev.signalbox.runner.output.adapter;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.attempt.OutputChunk;
import dev.signalbox.runner.output.OutputCapture;
import dev.signalbox.runner.output.OutputLimit;
import dev.signalbox.runner.output.Room;
import dev.signalbox.runner.output.port.FlushTimer;
import dev.signalbox.runner.output.port.Outputs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/**
 * Output on {@code signalbox.output}, keyed by run. While Kafka is slow whoever prints waits; while it is away memory holds what there is room
 * for, and what does not fit, or cannot be delivered in time, is dropped and counted with the next piece.
 */
public final class KafkaOutputs implements Outputs {
    private static final String SOURCE = "/agent-runner";

    /** Half of what the producer may hold, so that it always has room for it. */
    private static final long ON_THE_WAY = 16L * 1024 * 1024;

    private static final Duration WITHOUT_ARRIVAL = Duration.ofSeconds(5);

    private final Producer<byte[], byte[]> producer;
    private final OutputLimit limit;
    private final InstantSource clock;
    private final FlushTimer timer;
    private final Room room = new Room(ON_THE_WAY, WITHOUT_ARRIVAL, System::nanoTime);

    public KafkaOutputs(
            Producer<byte[], byte[]> producer,
            OutputLimit limit,
            Duration longestWait,
            ScheduledExecutorService timer,
            InstantSource clock) {
        this.producer = producer;
        this.limit = limit;
        this.clock = clock;
        this.timer = flush -> {
            try {
                timer.schedule(flush, longestWait.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                flush.run();
            }
        };
    }

    @Override
    public OutputCapture open(AttemptRef attempt, int handedOver) {
        AtomicLong lost = new AtomicLong();
        return new OutputCapture(
                attempt, limit, handedOver, chunk -> send(chunk, lost), timer, clock, () -> lost.getAndSet(0));
    }

    private boolean send(OutputChunk chunk, AtomicLong lost) {
        WireMessage message = WireMessage.write(chunk, SOURCE, chunk.at());
        byte[] key = chunk.attempt().run().value().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.OUTPUT, key, message.body());
        message.headers().forEach(record.headers()::add);
        long size = message.body().length;
        if (!room.enter(size)) {
            return false;
        }
        try {
            Future<?> sent = producer.send(record, (metadata, failure) -> {
                if (failure == null) {
                    room.arrived(size);
                } else {
                    room.leave(size);
                    lost.addAndGet(bytes(chunk));
                }
            });
            if (sent.state() != Future.State.FAILED) {
                return true;
            }
            lost.addAndGet(-bytes(chunk)); // it was not taken, so whoever asked counts it
            return false;
        } catch (KafkaException e) {
            room.leave(size);
            return false;
        }
    }

    private static long bytes(OutputChunk chunk) {
        return chunk.text().getBytes(StandardCharsets.UTF_8).length;
    }
}
