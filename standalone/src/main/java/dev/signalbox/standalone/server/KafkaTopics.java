package dev.signalbox.standalone.server;

import dev.signalbox.standalone.process.Readiness;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics that are missing and tells when all have leaders. */
final class KafkaTopics {
    private static final int TIMEOUT_MS = 5_000;

    private final String bootstrapServers;

    KafkaTopics(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** Creates those that are missing and looks once whether each of them has its leaders. */
    Readiness create(List<TopicPlan> topics) {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, TIMEOUT_MS,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS))) {
            List<NewTopic> missing = missing(admin, topics);
            if (!missing.isEmpty()) {
                admin.createTopics(missing).all().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
            }
            return leaders(admin, topics);
        } catch (ExecutionException | TimeoutException notYet) {
            return notYet.getCause() instanceof TopicExistsException
                    ? Readiness.waitsFor("Kafka to know its topics")
                    : Readiness.waitsFor("Kafka to create its topics");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Readiness.waitsFor("Kafka, but the wait was interrupted");
        }
    }

    private static List<NewTopic> missing(Admin admin, List<TopicPlan> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        var present = admin.listTopics().names().get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        return topics.stream()
                .filter(topic -> !present.contains(topic.name()))
                .map(TopicPlan::toNewTopic)
                .toList();
    }

    private static Readiness leaders(Admin admin, List<TopicPlan> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        List<String> names = topics.stream().map(TopicPlan::name).toList();
        try {
            return admin.describeTopics(names).allTopicNames().get(TIMEOUT_MS, TimeUnit.MILLISECONDS).values().stream()
                    .filter(topic -> !hasLeaders(topic))
                    .findFirst()
                    .map(topic -> Readiness.waitsFor("a leader of topic " + topic.name()))
                    .orElseGet(Readiness::ready);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return Readiness.waitsFor("Kafka to publish its topics");
            }
            throw failure;
        }
    }

    private static boolean hasLeaders(TopicDescription topic) {
        return topic.partitions().stream()
                .allMatch(partition ->
                        partition.leader() != null && !partition.leader().isEmpty());
    }
}
