package dev.signalbox.admission.upkeep.adapter;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.kafka.KafkaClients;
import dev.signalbox.admission.kafka.LogQuestions;
import dev.signalbox.admission.kafka.Records;
import dev.signalbox.admission.runs.HeldKey;
import dev.signalbox.admission.runs.LogPosition;
import dev.signalbox.admission.runs.port.StateUnreachable;
import dev.signalbox.admission.upkeep.CommandsBeyond;
import dev.signalbox.admission.upkeep.SentRun;
import dev.signalbox.admission.upkeep.port.LogUnreachable;
import dev.signalbox.admission.upkeep.port.SubmittedLog;
import dev.signalbox.contracts.Topics;
import dev.signalbox.contracts.UnreadableMessage;
import dev.signalbox.contracts.command.Command;
import dev.signalbox.contracts.command.ReleaseRun;
import dev.signalbox.contracts.command.SubmitRun;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Reads {@code signalbox.commands} and the progress of the scheduler there. */
@ApplicationScoped
public class KafkaSubmittedLog implements SubmittedLog {
    private static final Logger LOG = Logger.getLogger(KafkaSubmittedLog.class);
    private static final List<String> NEEDED = List.of(Topics.COMMANDS, Topics.RUN_STATUS, Topics.ADMISSIONS);
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaClients clients;
    private final LogQuestions questions;
    private final AdmissionConfig config;

    KafkaSubmittedLog(KafkaClients clients, LogQuestions questions, AdmissionConfig config) {
        this.clients = clients;
        this.questions = questions;
        this.config = config;
    }

    @Override
    public List<String> missingTopics() throws LogUnreachable {
        Set<String> topics = questions.topics();
        return NEEDED.stream().filter(topic -> !topics.contains(topic)).toList();
    }

    @Override
    public Map<Integer, Long> schedulerProgress() throws LogUnreachable {
        return questions.progressOf(config.schedulerGroup(), Topics.COMMANDS);
    }

    @Override
    public CommandsBeyond beyond(Map<Integer, Long> progress, WhileReading whileReading)
            throws LogUnreachable, StateUnreachable {
        List<TopicPartition> partitions = questions.partitionsOf(Topics.COMMANDS);
        Map<TopicPartition, Long> beginnings = questions.beginningOf(partitions);
        Map<TopicPartition, Long> ends = questions.endOf(partitions);
        try (Consumer<byte[], byte[]> consumer = clients.consumer(Map.of())) {
            consumer.assign(partitions);
            for (TopicPartition partition : partitions) {
                consumer.seek(
                        partition,
                        Math.max(
                                beginnings.getOrDefault(partition, 0L),
                                progress.getOrDefault(partition.partition(), 0L)));
            }
            return readTo(ends, consumer, whileReading);
        } catch (KafkaException e) {
            throw new LogUnreachable("the commands cannot be read: " + e.getMessage(), e);
        }
    }

    private CommandsBeyond readTo(
            Map<TopicPartition, Long> ends, Consumer<byte[], byte[]> consumer, WhileReading whileReading)
            throws LogUnreachable, StateUnreachable {
        CommandsBeyond.Reading reading = new CommandsBeyond.Reading();
        Set<TopicPartition> open = new HashSet<>(ends.keySet());
        open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
        long lastProgress = System.nanoTime();
        while (!open.isEmpty()) {
            whileReading.tick();
            var records = consumer.poll(POLL);
            records.forEach(taken -> note(taken, reading));
            open.removeIf(partition -> consumer.position(partition) >= ends.getOrDefault(partition, 0L));
            if (!records.isEmpty()) {
                lastProgress = System.nanoTime();
            } else if (System.nanoTime() - lastProgress > config.logDeadline().toNanos()) {
                throw new LogUnreachable("the commands could not be read to their end");
            }
        }
        return reading.end();
    }

    private static void note(ConsumerRecord<byte[], byte[]> taken, CommandsBeyond.Reading reading) {
        try {
            switch (Records.read(taken, Command.class)) {
                case SubmitRun submitted -> reading.submitted(sentRun(taken, submitted));
                case ReleaseRun release -> reading.released(release.run());
                case Command _ -> {}
            }
        } catch (UnreadableMessage | NullPointerException e) {
            LOG.debugf(e, "Command %d/%d is left to the scheduler", taken.partition(), taken.offset());
        }
    }

    private static SentRun sentRun(ConsumerRecord<byte[], byte[]> taken, SubmitRun submitted) {
        return new SentRun(
                submitted.run(),
                submitted.workspace(),
                HeldKey.of(submitted.workspace(), submitted.idempotency()),
                new LogPosition(taken.partition(), taken.offset()),
                submitted.held() ? submitted.spec().options().priority() : null);
    }
}
