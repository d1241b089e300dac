package dev.signalbox.eventlog.ingest.adapter;

import dev.signalbox.contracts.Topics;
import dev.signalbox.eventlog.ingest.FollowedTopic;
import dev.signalbox.eventlog.ingest.RecordReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Looks at the followed topics as they are now. */
final class TopicSurvey {
    private static final long PATIENCE_SECONDS = 10;

    private final Admin admin;

    TopicSurvey(Admin admin) {
        this.admin = admin;
    }

    /** The topics that are needed and not there. */
    List<String> missing() {
        Set<String> present = get(() -> admin.listTopics().names().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        List<String> needed = new ArrayList<>(RecordReader.TOPICS);
        RecordReader.TOPICS.forEach(topic -> needed.add(Topics.deadLetter(topic)));
        return needed.stream().filter(topic -> !present.contains(topic)).toList();
    }

    /** The followed topics. */
    List<FollowedTopic> topics() {
        Map<String, TopicDescription> found = get(() ->
                admin.describeTopics(RecordReader.TOPICS).allTopicNames().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return found.values().stream()
                .map(topic -> new FollowedTopic(
                        topic.name(),
                        topic.topicId().toString(),
                        topic.partitions().size()))
                .toList();
    }

    /** Why a topic must not be followed as it is set up, for each that must not. */
    Map<String, String> misconfigured() {
        List<ConfigResource> resources = RecordReader.TOPICS.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, Config> found =
                get(() -> admin.describeConfigs(resources).all().get(PATIENCE_SECONDS, TimeUnit.SECONDS));
        Map<String, String> objections = new HashMap<>();
        found.forEach((resource, config) -> Optional.ofNullable(config.get(TopicConfig.CLEANUP_POLICY_CONFIG))
                .map(ConfigEntry::value)
                .filter(policy -> policy.contains(TopicConfig.CLEANUP_POLICY_COMPACT))
                .ifPresent(policy -> objections.put(
                        resource.name(),
                        "%s has cleanup.policy=%s: compaction would delete all but the last record of a run. Set it to delete."
                                .formatted(resource.name(), policy))));
        return objections;
    }

    private interface Question<T> {
        T ask() throws ExecutionException, InterruptedException, TimeoutException;
    }

    private static <T> T get(Question<T> question) {
        try {
            return question.ask();
        } catch (ExecutionException | TimeoutException e) {
            throw new KafkaException("Kafka does not answer: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
