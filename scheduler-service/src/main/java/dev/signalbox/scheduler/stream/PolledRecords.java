package dev.signalbox.scheduler.stream;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Counts the records that a stream thread has polled and not processed yet. When none is left, waiting for company would only
 * cost time, so the thread commits; while some are left, they share one transaction. A fixed short commit interval does worse at
 * both ends: a lone record waits for it, and on a busy machine a commit takes longer than the interval, so that every record gets
 * a transaction of its own.
 *
 * <p>Kafka Streams makes one instance per consumer and calls it in the stream thread, where the processors run as well; so the
 * count belongs to the thread.
 */
@RegisterForReflection
public final class PolledRecords implements ConsumerInterceptor<byte[], byte[]> {
    private static final ThreadLocal<int[]> LEFT = ThreadLocal.withInitial(() -> new int[1]);

    /** One record of this thread was processed. Answers whether it was the last that was polled. */
    static boolean processedTheLast() {
        int[] left = LEFT.get();
        left[0] = Math.max(0, left[0] - 1);
        return left[0] == 0;
    }

    /** Records polled before are not coming any more: their partitions were given away or taken up anew. */
    static void forget() {
        LEFT.get()[0] = 0;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        LEFT.get()[0] += records.count();
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configuration) {}
}
