package dev.signalbox.admission.status.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.kafka.DeadLetters;
import dev.signalbox.admission.kafka.KafkaClients;
import dev.signalbox.admission.kafka.LogQuestions;
import dev.signalbox.admission.kafka.Records;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.status.RunStanding;
import dev.signalbox.admission.status.RunStandings;
import dev.signalbox.admission.upkeep.Door;
import dev.signalbox.admission.upkeep.LeaseChange;
import dev.signalbox.admission.upkeep.port.LeaseState;
import dev.signalbox.admission.upkeep.port.LogUnreachable;
import dev.signalbox.admission.upkeep.port.StatusFeed;
import dev.signalbox.contracts.RunId;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.admission.RunStatusChanged;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;

/**
 * Reads the whole of {@code signalbox.run-status} and then follows it, in one thread, outside of any group: every replica knows every
 * run. What it sees of runs it passes on to their leases; what it cannot pass on the upkeep does later.
 */
@ApplicationScoped
public class RunStatusReader implements StatusFeed {
    private static final Logger LOG = Logger.getLogger(RunStatusReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

    private final KafkaClients clients;
    private final LogQuestions questions;
    private final RunStandings standings;
    private final LeaseState leases;
    private final DeadLetters deadLetters;
    private final Door door;
    private final Duration deadline;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private Optional<Thread> thread = Optional.empty();
    private volatile boolean stopped;

    RunStatusReader(
            KafkaClients clients,
            LogQuestions questions,
            RunStandings standings,
            LeaseState leases,
            DeadLetters deadLetters,
            Door door,
            AdmissionConfig config) {
        this.clients = clients;
        this.questions = questions;
        this.standings = standings;
        this.leases = leases;
        this.deadLetters = deadLetters;
        this.door = door;
        this.deadline = config.logDeadline();
    }

    @Override
    public void awaitEnd() throws LogUnreachable {
        start();
        Map<TopicPartition, Long> ends = questions.endOf(questions.partitionsOf(Topics.RUN_STATUS));
        lock.lock();
        try {
            long left = deadline.toNanos();
            while (!hasReached(ends)) {
                if (left <= 0) {
                    throw new LogUnreachable(Topics.RUN_STATUS + " was not read to its end within " + deadline);
                }
                left = moved.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnreachable("interrupted while reading " + Topics.RUN_STATUS, e);
        } finally {
            lock.unlock();
        }
    }

    private boolean hasReached(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private void start() {
        lock.lock();
        try {
            if (thread.isEmpty()) {
                thread = Optional.of(
                        Thread.ofPlatform().daemon().name("run-status-reader").start(this::readUntilStopped));
            }
        } finally {
            lock.unlock();
        }
    }

    private void readUntilStopped() {
        while (!stopped) {
            try {
                read();
            } catch (InterruptException e) {
                LOG.debug("The reading of run statuses stops", e);
            } catch (LogUnreachable | RuntimeException e) {
                LOG.warnf("%s cannot be read and is begun again: %s", Topics.RUN_STATUS, e.getMessage());
                rest();
            }
        }
    }

    private void read() throws LogUnreachable {
        List<TopicPartition> partitions = questions.partitionsOf(Topics.RUN_STATUS);
        Map<TopicPartition, Long> history = questions.endOf(partitions);
        try (Consumer<byte[], byte[]> consumer =
                clients.consumer(Map.of(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"))) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            boolean historyIsRead = false;
            while (!stopped) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                List<LeaseChange> changes = new ArrayList<>();
                records.forEach(taken -> apply(taken).ifPresent(changes::add));
                if (historyIsRead) {
                    passOn(changes);
                }
                report(consumer, partitions);
                historyIsRead = historyIsRead || isRead(history);
            }
        }
    }

    private boolean isRead(Map<TopicPartition, Long> history) {
        lock.lock();
        try {
            return hasReached(history);
        } finally {
            lock.unlock();
        }
    }

    private void report(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
        lock.lock();
        try {
            partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Optional<LeaseChange> apply(ConsumerRecord<byte[], byte[]> taken) {
        try {
            RunId run = new RunId(Records.text(taken.key()));
            if (taken.value() == null) {
                return forget(run);
            }
            RunStatusChanged change = Records.read(taken, RunStatusChanged.class);
            if (!change.run().equals(run)) {
                throw new UnreadableMessage("the key is " + run + ", but the body is about " + change.run());
            }
            return note(RunStanding.of(change));
        } catch (UnreadableMessage | IllegalArgumentException e) {
            deadLetters.put(taken, String.valueOf(e.getMessage()));
        } catch (NullPointerException e) {
            deadLetters.put(taken, "a required property is missing");
        } catch (KafkaException e) {
            LOG.errorf(e, "A record of %s could not be applied", taken.topic());
        }
        return Optional.empty();
    }

    private Optional<LeaseChange> note(RunStanding standing) {
        return switch (standings.apply(standing)) {
            case APPEARED, RELEASED -> Optional.of(LeaseChange.announced(standing));
            case ENDED -> Optional.of(LeaseChange.ended(standing));
            case NONE -> Optional.empty();
        };
    }

    private Optional<LeaseChange> forget(RunId run) {
        return Optional.ofNullable(standings.forget(run))
                .filter(RunStanding::isLive)
                .map(LeaseChange::ended);
    }

    private void passOn(List<LeaseChange> changes) {
        if (changes.isEmpty()) {
            return;
        }
        try {
            leases.apply(changes);
            door.callForReleases();
        } catch (StateUnreachable e) {
            LOG.debug("The leases of some runs are left to the upkeep", e);
        }
    }

    private void rest() {
        try {
            Thread.sleep(REST_AFTER_FAILURE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    @PreDestroy
    void stop() throws InterruptedException {
        stopped = true;
        if (thread.isPresent()) {
            thread.get().join(POLL.multipliedBy(4));
            thread.get().interrupt();
        }
    }
}
