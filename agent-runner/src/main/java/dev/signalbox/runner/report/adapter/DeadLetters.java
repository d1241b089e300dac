package dev.signalbox.runner.report.adapter;

import dev.signalbox.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Keeps records that cannot be read, with the reason, where a person can look at them. */
public final class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final long PATIENCE_SECONDS = 10;

    private final Producer<byte[], byte[]> producer;

    public DeadLetters(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /** Puts a record aside and waits for it to be durable; when that fails, the log says where the record is. */
    public void put(ConsumerRecord<byte[], byte[]> record, @Nullable String reason) {
        LOG.warnf(
                "%s-%d@%d goes to its dead-letter topic: %s",
                record.topic(), record.partition(), record.offset(), reason);
        try {
            producer.send(letter(record, String.valueOf(reason))).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            LOG.errorf(e, "%s-%d@%d could not be put aside", record.topic(), record.partition(), record.offset());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> record, String reason) {
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(Topics.deadLetter(record.topic()), record.key(), record.value());
        record.headers().forEach(letter.headers()::add);
        letter.headers()
                .add("signalbox-dead-letter-reason", utf8(reason))
                .add("signalbox-dead-letter-topic", utf8(record.topic()))
                .add("signalbox-dead-letter-partition", utf8(Integer.toString(record.partition())))
                .add("signalbox-dead-letter-offset", utf8(Long.toString(record.offset())));
        return letter;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
