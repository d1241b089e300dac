package dev.signalbox.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * What Kafka alone takes for a step of a chain, with nothing of Signalbox in between: a report that is acknowledged, the committed offset
 * of the dispatch, the result, and a transaction over four partitions and the offset of the result, one record of which is the next
 * dispatch. The promises of records 0003 and 0005 stand behind each; no chain can be quicker than this.
 */
final class BareProtocol implements AutoCloseable {
    private static final String DISPATCHES = "bench.dispatches";
    private static final String OUTCOMES = "bench.outcomes";
    private static final List<String> KEPT = List.of("bench.events", "bench.steps", "bench.progress");
    private static final byte[] STARTED = new byte[200];
    private static final byte[] FINISHED = new byte[201];

    private final BareKafka kafka;
    private final AtomicBoolean open = new AtomicBoolean(true);
    private final Thread scheduler;

    BareProtocol(String kafka) throws ExecutionException, InterruptedException {
        this.kafka = new BareKafka(kafka);
        this.kafka.create(DISPATCHES, OUTCOMES);
        this.kafka.create(KEPT.toArray(String[]::new));
        scheduler = Thread.ofPlatform().name("bare-scheduler").start(this::schedule);
    }

    /** How long each of {@code count} steps took, one after the other, after as many to warm up. */
    Samples measure(int count) throws ExecutionException, InterruptedException {
        List<Long> nanos = new ArrayList<>(count);
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer();
                KafkaConsumer<byte[], byte[]> consumer = consumer(DISPATCHES, "bench-runner")) {
            producer.send(new ProducerRecord<>(OUTCOMES, FINISHED));
            long begin = System.nanoTime();
            for (int i = 0; i < 2 * count; i++) {
                BareKafka.await(consumer);
                long now = System.nanoTime();
                if (i >= count) {
                    nanos.add(now - begin);
                }
                begin = now;
                producer.send(new ProducerRecord<>(OUTCOMES, STARTED)).get();
                consumer.commitSync();
                producer.send(new ProducerRecord<>(OUTCOMES, FINISHED));
            }
        }
        return Samples.of(nanos);
    }

    private void schedule() {
        try (KafkaProducer<byte[], byte[]> producer = kafka.producer(
                        Map.of("transactional.id", "bench-scheduler", "linger.ms", 100, "retry.backoff.ms", 1));
                KafkaConsumer<byte[], byte[]> consumer = consumer(OUTCOMES, "bench-scheduler")) {
            producer.initTransactions();
            while (open.get()) {
                for (ConsumerRecord<byte[], byte[]> outcome : consumer.poll(BareKafka.POLL)) {
                    if (outcome.value().length == FINISHED.length) {
                        transaction(producer, outcome);
                    }
                }
            }
        }
    }

    private static void transaction(KafkaProducer<byte[], byte[]> producer, ConsumerRecord<byte[], byte[]> outcome) {
        producer.beginTransaction();
        KEPT.forEach(topic -> producer.send(new ProducerRecord<>(topic, STARTED)));
        producer.send(new ProducerRecord<>(DISPATCHES, STARTED));
        producer.sendOffsetsToTransaction(
                Map.of(
                        new TopicPartition(outcome.topic(), outcome.partition()),
                        new OffsetAndMetadata(outcome.offset() + 1)),
                new ConsumerGroupMetadata("bench-scheduler"));
        producer.commitTransaction();
    }

    private KafkaConsumer<byte[], byte[]> consumer(String topic, String group) {
        KafkaConsumer<byte[], byte[]> consumer = kafka.consumer(
                Map.of("group.id", group, "enable.auto.commit", false, "isolation.level", "read_committed"));
        TopicPartition partition = new TopicPartition(topic, 0);
        consumer.assign(List.of(partition));
        // The topic is new: whoever comes second still reads what the other has written.
        consumer.seekToBeginning(List.of(partition));
        return consumer;
    }

    @Override
    public void close() {
        open.set(false);
        try {
            scheduler.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
