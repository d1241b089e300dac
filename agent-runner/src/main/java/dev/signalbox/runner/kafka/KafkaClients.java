package dev.signalbox.runner.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The Kafka clients of this service: durable and exact before fast, and fast by not waiting for company. */
public final class KafkaClients {
    /** What the names of the consumer groups of all runners begin with. */
    public static final String GROUP_PREFIX = "signalbox-runner-";

    private static final int LARGEST_RECORD = 16 << 20;
    private static final int RECORDS_PER_POLL = 1_000;
    private static final Duration SESSION = Duration.ofSeconds(6);
    private static final Duration HEARTBEAT = Duration.ofMillis(1_500);
    private static final Duration LONGEST_TAKE = Duration.ofMinutes(10);
    private static final Duration DELIVERY = Duration.ofMinutes(2);
    private static final Duration REQUEST = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final String node;
    private final String runner;

    /**
     * @param node the id of the runner's place, the same across restarts
     * @param runner the id of this run of the runner
     */
    public KafkaClients(String bootstrapServers, String node, String runner) {
        this.bootstrapServers = bootstrapServers;
        this.node = node;
        this.runner = runner;
    }

    /** For reports: acknowledged by all replicas, in order, without duplicates. */
    public KafkaProducer<byte[], byte[]> outcomes() {
        Map<String, Object> settings = producer("outcomes");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        // A lone report leaves at once; under load what comes meanwhile goes together with the next request.
        settings.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(Duration.ofSeconds(10)));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** For output: a process must not stand still for long because its output cannot be sent. */
    public KafkaProducer<byte[], byte[]> output() {
        Map<String, Object> settings = producer("output");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(Duration.ofSeconds(1)));
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** A member of the consumer group of a pool. Its client id is the runner's id, by which the group's members are recognised. */
    public KafkaConsumer<byte[], byte[]> dispatches(String pool) {
        Map<String, Object> settings = consumer();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, runner);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP_PREFIX + pool);
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, node);
        settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, millis(SESSION));
        settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, millis(HEARTBEAT));
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, millis(LONGEST_TAKE));
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_PER_POLL);
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** A reader outside all groups. */
    public KafkaConsumer<byte[], byte[]> controls() {
        Map<String, Object> settings = consumer();
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, runner + "-controls");
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    public Admin admin() {
        return Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                runner + "-admin",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis(REQUEST),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000));
    }

    /**
     * Those of {@code wanted} that do not exist.
     *
     * @throws KafkaException when Kafka does not answer
     */
    public static List<String> missingTopics(Admin admin, Collection<String> wanted) throws InterruptedException {
        try {
            Set<String> present = admin.listTopics().names().get(REQUEST.toMillis(), TimeUnit.MILLISECONDS);
            return wanted.stream().filter(topic -> !present.contains(topic)).toList();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not answer", e);
        }
    }

    private Map<String, Object> producer(String purpose) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, runner + "-" + purpose);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(DELIVERY));
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis(REQUEST));
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    private Map<String, Object> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        return settings;
    }

    private static int millis(Duration time) {
        return Math.toIntExact(time.toMillis());
    }
}
