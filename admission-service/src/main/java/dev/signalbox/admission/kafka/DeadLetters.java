package dev.signalbox.admission.kafka;

import dev.signalbox.admission.redis.LeaseKeys;
import dev.signalbox.admission.redis.RedisConversation;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.contracts.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.redis.client.Command;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;

/** Puts records that cannot be read onto the dead-letter topic of their topic. */
@ApplicationScoped
public class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final Duration REMEMBERED_FOR = Duration.ofDays(7);
    private static final Map<String, Object> SETTINGS = Map.of(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000L);

    private final RedisConversation redis;
    private final Counter counted;
    private final Producer<byte[], byte[]> producer;

    DeadLetters(KafkaClients clients, RedisConversation redis, MeterRegistry metrics) {
        this.redis = redis;
        this.counted = metrics.counter("signalbox_admission_dead_letters");
        this.producer = clients.producer(SETTINGS);
    }

    /**
     * Puts a record aside, once: every replica reads the whole topic again at each start, and Redis remembers for a week which
     * records were put aside. When Redis does not answer a record may be put aside twice, but never not at all.
     */
    public void put(ConsumerRecord<byte[], byte[]> taken, String reason) {
        if (!isFirstTime(taken)) {
            return;
        }
        counted.increment();
        LOG.warnf(
                "A record of %s, partition %d, offset %d, goes to the dead letters: %s",
                taken.topic(), taken.partition(), taken.offset(), reason);
        try {
            producer.send(Records.deadLetter(Topics.deadLetter(taken.topic()), taken, reason), (sent, failure) -> {
                if (failure != null) {
                    LOG.errorf(failure, "A dead letter of %s could not be written", taken.topic());
                }
            });
        } catch (KafkaException failure) {
            LOG.errorf(failure, "A dead letter of %s could not be written", taken.topic());
        }
    }

    private boolean isFirstTime(ConsumerRecord<byte[], byte[]> taken) {
        String key = LeaseKeys.deadLetter(taken.topic(), taken.partition(), taken.offset());
        try {
            return redis.await(redis.send(Command.SET, key, "1", "NX", "PX", REMEMBERED_FOR.toMillis())) != null;
        } catch (StateUnreachable e) {
            LOG.debugf(e, "Redis cannot say whether %s was put aside before", key);
            return true;
        }
    }

    @PreDestroy
    void close() {
        producer.close(Duration.ofSeconds(2));
    }
}
