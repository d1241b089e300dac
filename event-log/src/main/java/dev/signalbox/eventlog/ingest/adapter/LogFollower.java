package dev.signalbox.eventlog.ingest.adapter;

import static java.util.stream.Collectors.toMap;

import dev.signalbox.contracts.WireMessage;
import dev.signalbox.eventlog.ingest.Appended;
import dev.signalbox.eventlog.ingest.Entry;
import dev.signalbox.eventlog.ingest.FollowedTopic;
import dev.signalbox.eventlog.ingest.Keeper;
import dev.signalbox.eventlog.ingest.LogRange;
import dev.signalbox.eventlog.ingest.Partition;
import dev.signalbox.eventlog.ingest.Place;
import dev.signalbox.eventlog.ingest.RawRecord;
import dev.signalbox.eventlog.ingest.RecordReader;
import dev.signalbox.eventlog.ingest.Resumption;
import dev.signalbox.eventlog.ingest.port.DeadLetterLost;
import dev.signalbox.eventlog.ingest.port.History;
import dev.signalbox.eventlog.ingest.port.HistoryUnavailable;
import dev.signalbox.eventlog.ingest.port.Overtaken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows the topics with one consumer: reads, has the {@link Keeper} remember, and reads on.
 *
 * <p>A partition is <em>unsettled</em> while it is not certain where reading goes on: after it was assigned and after every
 * failure. It is paused then, so that the consumer stays in its group, until the history has said where it is. A partition is
 * <em>refused</em> when the history and Kafka do not fit together; it stays paused until an operator has changed that.
 *
 * <p>Used by one thread.
 */
final class LogFollower implements ConsumerRebalanceListener {
    private static final Logger LOG = Logger.getLogger(LogFollower.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration HOUSEKEEPING = Duration.ofSeconds(1);

    /** Why a partition stands still; the position is null when its topic as a whole is refused. */
    private record Refusal(String reason, @Nullable Long position) {}

    private final Consumer<byte[], byte[]> consumer;
    private final TopicSurvey survey;
    private final History history;
    private final Keeper keeper;
    private final IngestCondition condition;
    private final IngestMetrics metrics;
    private final IngestConfig config;

    private final Set<TopicPartition> unsettled = new LinkedHashSet<>();
    private final Map<TopicPartition, Refusal> refused = new HashMap<>();
    private long settleAt = System.nanoTime();
    private long checkTopicsAt = System.nanoTime();
    private long keepHouseAt = System.nanoTime();
    private long lastTimestamp;

    LogFollower(
            Consumer<byte[], byte[]> consumer,
            TopicSurvey survey,
            History history,
            Keeper keeper,
            IngestCondition condition,
            IngestMetrics metrics,
            IngestConfig config) {
        this.consumer = consumer;
        this.survey = survey;
        this.history = history;
        this.keeper = keeper;
        this.condition = condition;
        this.metrics = metrics;
        this.config = config;
    }

    void begin() {
        consumer.subscribe(RecordReader.TOPICS, this);
    }

    /** One turn: what has arrived is remembered, and what is unsettled is settled if it can be. Takes 200 ms at most when idle. */
    void turn() {
        try {
            if (System.nanoTime() - checkTopicsAt >= 0) {
                checkTopics();
                checkTopicsAt = System.nanoTime() + config.topicCheck().toNanos();
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
            if (!records.isEmpty()) {
                keep(records);
            }
            if (!unsettled.isEmpty() && System.nanoTime() - settleAt >= 0) {
                settle();
            }
            if (System.nanoTime() - keepHouseAt >= 0) {
                keepHouse(records.isEmpty());
                keepHouseAt = System.nanoTime() + HOUSEKEEPING.toNanos();
            }
        } catch (InvalidOffsetException e) {
            LOG.warnf("Kafka does not have the records that come next: %s", e.getMessage());
            unsettle(e.partitions());
        } catch (HistoryUnavailable | DeadLetterLost e) {
            LOG.debug("reading stops for a while", e);
            condition.waitsFor(String.valueOf(e.getMessage()));
            unsettle(consumer.assignment());
            settleAt = System.nanoTime() + config.retryAfter().toNanos();
        } catch (Overtaken e) {
            LOG.warn(e.getMessage());
            unsettle(consumer.assignment());
        }
    }

    private void keep(ConsumerRecords<byte[], byte[]> records) throws HistoryUnavailable, Overtaken, DeadLetterLost {
        long begin = System.nanoTime();
        List<Entry> entries = new ArrayList<>(records.count());
        for (ConsumerRecord<byte[], byte[]> record : records) {
            entries.add(entry(record));
            lastTimestamp = record.timestamp();
        }
        List<Appended> appended = keeper.keep(entries);
        metrics.batch(entries.size(), Duration.ofNanos(System.nanoTime() - begin));
        Instant now = Instant.now();
        for (Appended part : appended) {
            metrics.appended(part, now);
            part.gaps()
                    .forEach(gap -> LOG.errorf(
                            "run %s misses its events %d to %d: its history is incomplete",
                            gap.run(), gap.firstSeq(), gap.lastSeq()));
        }
    }

    private static Entry entry(ConsumerRecord<byte[], byte[]> record) {
        Header type = record.headers().lastHeader(WireMessage.TYPE);
        return new Entry(
                new Place(new Partition(record.topic(), record.partition()), record.offset()),
                RecordReader.read(record.topic(), record.key(), type == null ? null : type.value(), record.value()),
                () -> raw(record));
    }

    private static RawRecord raw(ConsumerRecord<byte[], byte[]> record) {
        return new RawRecord(
                new Place(new Partition(record.topic(), record.partition()), record.offset()),
                record.key(),
                record.value(),
                StreamSupport.stream(record.headers().spliterator(), false)
                        .map(header -> new RawRecord.Header(header.key(), header.value()))
                        .toList());
    }

    private void unsettle(Collection<TopicPartition> partitions) {
        List<TopicPartition> still = partitions.stream()
                .filter(partition -> consumer.assignment().contains(partition))
                .toList();
        consumer.pause(still);
        still.stream().filter(partition -> !refused.containsKey(partition)).forEach(unsettled::add);
        keeper.letGo(still.stream().map(LogFollower::named).toList());
    }

    private void settle() throws HistoryUnavailable {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(unsettled);
        Map<TopicPartition, Long> ends = consumer.endOffsets(unsettled);
        Map<Partition, Long> positions = history.positions(
                begins.entrySet().stream().collect(toMap(begin -> named(begin.getKey()), Map.Entry::getValue)));
        for (TopicPartition partition : List.copyOf(unsettled)) {
            long next = of(positions, named(partition));
            LogRange range = new LogRange(of(begins, partition), of(ends, partition));
            switch (Resumption.decide(named(partition), next, range)) {
                case Resumption.From from -> resume(partition, from.offset());
                case Resumption.Refused objection -> refuse(partition, new Refusal(objection.reason(), next));
            }
        }
        condition.works();
    }

    private static <K> long of(Map<K, Long> offsets, K partition) {
        return Objects.requireNonNull(offsets.get(partition), () -> "no offset for " + partition);
    }

    private void resume(TopicPartition partition, long offset) {
        consumer.seek(partition, offset);
        keeper.takeUp(named(partition), offset);
        unsettled.remove(partition);
        consumer.resume(List.of(partition));
    }

    private void refuse(TopicPartition partition, Refusal refusal) {
        consumer.pause(List.of(partition));
        keeper.letGo(List.of(named(partition)));
        unsettled.remove(partition);
        refused.put(partition, refusal);
        tellRefusals();
    }

    private void tellRefusals() {
        condition.refuses(refused.entrySet().stream()
                .collect(toMap(
                        entry -> named(entry.getKey()),
                        entry -> entry.getValue().reason())));
    }

    /** Refuses the partitions of topics that are not what they were, and looks whether an operator has changed that. */
    private void checkTopics() throws HistoryUnavailable {
        Map<String, String> objections = new HashMap<>(survey.misconfigured());
        Map<String, FollowedTopic> now = survey.topics().stream().collect(toMap(FollowedTopic::name, topic -> topic));
        for (FollowedTopic then : history.followed(now.values())) {
            Optional.ofNullable(now.get(then.name()))
                    .flatMap(then::objectionTo)
                    .ifPresent(objection -> objections.put(then.name(), objection));
        }
        for (TopicPartition partition : consumer.assignment()) {
            String objection = objections.get(partition.topic());
            Refusal refusal = refused.get(partition);
            if (objection != null) {
                refuse(partition, new Refusal(objection, null));
            } else if (refusal != null && isSettledNow(partition, refusal)) {
                refused.remove(partition);
                unsettled.add(partition);
            }
        }
        tellRefusals();
    }

    private boolean isSettledNow(TopicPartition partition, Refusal refusal) throws HistoryUnavailable {
        if (refusal.position() == null) {
            return true;
        }
        long begin = of(consumer.beginningOffsets(List.of(partition)), partition);
        long position = of(history.positions(Map.of(named(partition), begin)), named(partition));
        return position != refusal.position();
    }

    /** What need not be done for every batch: Kafka's own note of the positions, for lag tools, and our lag. */
    private void keepHouse(boolean idle) throws HistoryUnavailable, Overtaken {
        Map<Partition, Long> kept = keeper.positions();
        if (idle) {
            keeper.skipTo(kept.keySet().stream()
                    .collect(toMap(partition -> partition, partition -> consumer.position(named(partition)))));
        }
        Map<TopicPartition, OffsetAndMetadata> note = new HashMap<>();
        keeper.positions().forEach((partition, next) -> note.put(named(partition), new OffsetAndMetadata(next)));
        if (!note.isEmpty()) {
            consumer.commitAsync(note, (_, failure) -> {
                if (failure != null) {
                    LOG.debug("Kafka did not note the positions", failure);
                }
            });
        }
        measureLag();
    }

    private void measureLag() {
        long all = 0;
        for (String topic : RecordReader.TOPICS) {
            long lag = consumer.assignment().stream()
                    .filter(partition -> partition.topic().equals(topic))
                    .mapToLong(partition -> consumer.currentLag(partition).orElse(0))
                    .sum();
            metrics.lag(topic, lag);
            all += lag;
        }
        metrics.lag(
                all == 0 || lastTimestamp == 0
                        ? Duration.ZERO
                        : Duration.ofMillis(Math.max(0, System.currentTimeMillis() - lastTimestamp)));
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        // Without a position the consumer would look for one in Kafka, and fail.
        partitions.forEach(partition -> consumer.seek(partition, 0));
        consumer.pause(partitions);
        unsettled.addAll(partitions);
        checkTopicsAt = System.nanoTime();
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        unsettled.removeAll(partitions);
        partitions.forEach(refused::remove);
        keeper.letGo(partitions.stream().map(LogFollower::named).toList());
        tellRefusals();
    }

    private static Partition named(TopicPartition partition) {
        return new Partition(partition.topic(), partition.partition());
    }

    private static TopicPartition named(Partition partition) {
        return new TopicPartition(partition.topic(), partition.number());
    }
}
