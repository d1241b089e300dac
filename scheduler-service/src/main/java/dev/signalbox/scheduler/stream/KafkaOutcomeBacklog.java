package dev.signalbox.scheduler.stream;

import dev.signalbox.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Asks the broker for the end of the partition. Runners write outcomes without transactions, so the end is the last report. */
final class KafkaOutcomeBacklog implements OutcomeBacklog {
    private static final Logger LOG = Logger.getLogger(KafkaOutcomeBacklog.class);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Admin admin;
    private final String group;

    KafkaOutcomeBacklog(Admin admin, String group) {
        this.admin = admin;
        this.group = group;
    }

    @Override
    public boolean isEmpty(int partition, long next) {
        TopicPartition outcomes = new TopicPartition(Topics.OUTCOMES, partition);
        try {
            long position = next >= 0 ? next : committed(outcomes);
            return position >= end(outcomes);
        } catch (ExecutionException | TimeoutException e) {
            LOG.warnf("cannot tell whether %s is read to its end: %s", outcomes, e.getMessage());
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private long end(TopicPartition partition) throws ExecutionException, InterruptedException, TimeoutException {
        return admin.listOffsets(Map.of(partition, OffsetSpec.latest()))
                .partitionResult(partition)
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .offset();
    }

    private long committed(TopicPartition partition) throws ExecutionException, InterruptedException, TimeoutException {
        OffsetAndMetadata offset = admin.listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .get(partition);
        return offset == null ? 0 : offset.offset();
    }
}
