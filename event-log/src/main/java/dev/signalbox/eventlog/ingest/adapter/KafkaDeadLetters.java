package dev.signalbox.eventlog.ingest.adapter;

import dev.signalbox.contracts.Topics;
import dev.signalbox.eventlog.ingest.Place;
import dev.signalbox.eventlog.ingest.RawRecord;
import dev.signalbox.eventlog.ingest.port.DeadLetterLost;
import dev.signalbox.eventlog.ingest.port.DeadLetters;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;

/** Puts records aside on the dead-letter topic of their topic, as they came, with the reason and the place in headers. */
final class KafkaDeadLetters implements DeadLetters {
    static final String REASON = "signalbox-dead-letter-reason";
    static final String TOPIC = "signalbox-dead-letter-topic";
    static final String PARTITION = "signalbox-dead-letter-partition";
    static final String OFFSET = "signalbox-dead-letter-offset";

    private static final Logger LOG = Logger.getLogger(KafkaDeadLetters.class);
    private static final int LONGEST_REASON = 2_000;

    private final Producer<byte[], byte[]> producer;
    private final IngestMetrics metrics;

    KafkaDeadLetters(Producer<byte[], byte[]> producer, IngestMetrics metrics) {
        this.producer = producer;
        this.metrics = metrics;
    }

    @Override
    public void put(RawRecord letter, String reason) throws DeadLetterLost {
        Place place = letter.place();
        String topic = place.partition().topic();
        String shortReason = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
        ProducerRecord<byte[], byte[]> message =
                new ProducerRecord<>(Topics.deadLetter(topic), null, letter.key(), letter.value());
        Headers headers = message.headers();
        letter.headers().forEach(header -> headers.add(header.name(), header.value()));
        headers.add(REASON, utf8(shortReason));
        headers.add(TOPIC, utf8(topic));
        headers.add(PARTITION, utf8(Integer.toString(place.partition().number())));
        headers.add(OFFSET, utf8(Long.toString(place.offset())));
        try {
            producer.send(message).get();
        } catch (ExecutionException | KafkaException e) {
            throw new DeadLetterLost("%s does not take a record: %s".formatted(message.topic(), e.getMessage()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeadLetterLost("interrupted while putting a record aside", e);
        }
        metrics.putAside(topic);
        LOG.warnf("record %d of %s is put aside: %s", place.offset(), place.partition(), shortReason);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
