package dev.signalbox.scheduler.stream;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;

/** Tells whether reports of runners are still unread, without which no attempt may be called lost. */
@FunctionalInterface
public interface OutcomeBacklog {
    /**
     * Asks the broker.
     *
     * @param kafka the client configuration
     * @param group the consumer group of the scheduler
     */
    static OutcomeBacklog ofKafka(Map<String, Object> kafka, String group) {
        return new KafkaOutcomeBacklog(Admin.create(kafka), group);
    }

    /**
     * Whether a partition of the outcomes has been read to its end.
     *
     * @param partition the partition
     * @param next the offset that would be read next; negative when nothing was read since the start, which means the
     *     committed one
     * @return false also when it cannot be told
     */
    boolean isEmpty(int partition, long next);
}
