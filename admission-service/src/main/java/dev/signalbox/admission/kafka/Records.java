package dev.signalbox.admission.kafka;

import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.WireMessage;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Messages as Kafka records. */
public final class Records {
    private Records() {}

    public static ProducerRecord<byte[], byte[]> of(String topic, String key, WireMessage message) {
        ProducerRecord<byte[], byte[]> made = new ProducerRecord<>(topic, utf8(key), message.body());
        message.headers().forEach(made.headers()::add);
        return made;
    }

    /** Reads a record as a message of the wanted kind. */
    public static <T> T read(ConsumerRecord<byte[], byte[]> taken, Class<T> wanted) throws UnreadableMessage {
        Header type = taken.headers().lastHeader(WireMessage.TYPE);
        return WireMessage.read(type == null ? null : type.value(), taken.value(), wanted);
    }

    /** The same record for the dead-letter topic, with the reason. */
    static ProducerRecord<byte[], byte[]> deadLetter(
            String topic, ConsumerRecord<byte[], byte[]> taken, String reason) {
        ProducerRecord<byte[], byte[]> dead = new ProducerRecord<>(topic, taken.key(), taken.value());
        taken.headers().forEach(dead.headers()::add);
        Map.of(
                        "signalbox-dead-letter-reason", reason,
                        "signalbox-dead-letter-topic", taken.topic(),
                        "signalbox-dead-letter-partition", Integer.toString(taken.partition()),
                        "signalbox-dead-letter-offset", Long.toString(taken.offset()))
                .forEach((name, value) -> dead.headers().add(name, utf8(value)));
        return dead;
    }

    public static String text(byte @Nullable [] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
