package dev.signalbox.admission.kafka;

import dev.signalbox.admission.AdmissionConfig;
import dev.signalbox.admission.upkeep.port.LogUnreachable;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What Kafka says about its topics. Every question has the deadline {@code signalbox.admission.log-deadline}. */
@ApplicationScoped
public class LogQuestions {
    private final Admin admin;
    private final Duration deadline;

    LogQuestions(KafkaClients clients, AdmissionConfig config) {
        this.admin = clients.admin();
        this.deadline = config.logDeadline();
    }

    public Set<String> topics() throws LogUnreachable {
        return answer(admin.listTopics().names());
    }

    public List<TopicPartition> partitionsOf(String topic) throws LogUnreachable {
        TopicDescription description =
                answer(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic);
        if (description == null) {
            throw new LogUnreachable("Kafka does not describe " + topic);
        }
        return description.partitions().stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
    }

    /** The offset after the last record of each partition, records of unfinished transactions included. */
    public Map<TopicPartition, Long> endOf(Collection<TopicPartition> partitions) throws LogUnreachable {
        return offsets(partitions, OffsetSpec.latest());
    }

    /** The first offset that is still there. */
    public Map<TopicPartition, Long> beginningOf(Collection<TopicPartition> partitions) throws LogUnreachable {
        return offsets(partitions, OffsetSpec.earliest());
    }

    /** For each partition of a topic, the offset that a group reads next; absent when it has read nothing. */
    public Map<Integer, Long> progressOf(String group, String topic) throws LogUnreachable {
        Map<TopicPartition, OffsetAndMetadata> committed =
                answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        Map<Integer, Long> progress = new HashMap<>();
        committed.forEach((partition, offset) -> {
            if (partition.topic().equals(topic) && offset != null) {
                progress.put(partition.partition(), offset.offset());
            }
        });
        return progress;
    }

    private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec which)
            throws LogUnreachable {
        Map<TopicPartition, OffsetSpec> asked =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> which));
        Map<TopicPartition, ListOffsetsResultInfo> found =
                answer(admin.listOffsets(asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
                        .all());
        return found.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private <T> T answer(KafkaFuture<T> asked) throws LogUnreachable {
        try {
            return asked.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnreachable("interrupted while waiting for Kafka", e);
        } catch (TimeoutException e) {
            throw new LogUnreachable("no answer within " + deadline, e);
        } catch (ExecutionException e) {
            throw new LogUnreachable(
                    String.valueOf(e.getCause() == null ? e : e.getCause().getMessage()), e);
        }
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
