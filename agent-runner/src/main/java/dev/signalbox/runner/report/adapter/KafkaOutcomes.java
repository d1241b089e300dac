package dev.signalbox.runner.report.adapter;

import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.WireMessage;
import dev.signalbox.contracts.attempt.Outcome;
import dev.signalbox.runner.report.port.OutcomeLog;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Reports on {@code signalbox.outcomes}, keyed by workspace. */
public final class KafkaOutcomes implements OutcomeLog {
    private static final String SOURCE = "/agent-runner";

    private final Producer<byte[], byte[]> producer;

    public KafkaOutcomes(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    @Override
    public void send(Outcome outcome, @Nullable String traceparent, Consumer<@Nullable Exception> settled) {
        WireMessage message = WireMessage.write(outcome, SOURCE, outcome.at());
        byte[] key = outcome.attempt().workspace().value().getBytes(StandardCharsets.UTF_8);
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.OUTCOMES, key, message.body());
        message.headers().forEach(record.headers()::add);
        if (traceparent != null) {
            record.headers().add(TraceHeader.NAME, traceparent.getBytes(StandardCharsets.US_ASCII));
        }
        try {
            producer.send(record, (metadata, failure) -> settled.accept(failure));
        } catch (KafkaException e) {
            settled.accept(e);
        }
    }
}
