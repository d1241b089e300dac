package dev.signalbox.standalone.server;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * A topic as one machine has it, with one replica.
 *
 * @param name its full name
 * @param partitions how many partitions it has
 * @param retention what is kept of it
 */
public record TopicPlan(String name, int partitions, Retention retention) {
    /** The largest record that any topic takes, in bytes. */
    public static final int LARGEST_RECORD = 16 << 20;

    private static final Duration KEPT = Duration.ofDays(7);

    /** What is kept of a topic. */
    public enum Retention {
        /** Everything of the last seven days. */
        A_WEEK,
        /** The last record of every key, for ever. */
        LAST_OF_EACH_KEY
    }

    private static final List<TopicPlan> TOPICS = List.of(
            new TopicPlan("signalbox.commands", 4, Retention.A_WEEK),
            // Joined with the commands by workspace, so it has as many partitions.
            new TopicPlan("signalbox.outcomes", 4, Retention.A_WEEK),
            new TopicPlan("signalbox.dispatches.default", 4, Retention.A_WEEK),
            new TopicPlan("signalbox.controls", 1, Retention.A_WEEK),
            new TopicPlan("signalbox.events", 4, Retention.A_WEEK),
            new TopicPlan("signalbox.output", 4, Retention.A_WEEK),
            new TopicPlan("signalbox.admissions", 1, Retention.A_WEEK),
            new TopicPlan("signalbox.run-status", 1, Retention.LAST_OF_EACH_KEY),
            new TopicPlan("signalbox.runners", 1, Retention.LAST_OF_EACH_KEY),
            new TopicPlan("signalbox.workspace-status", 1, Retention.LAST_OF_EACH_KEY));

    /** All topics of Signalbox, each followed by its dead-letter topic. */
    public static List<TopicPlan> all() {
        return TOPICS.stream()
                .flatMap(topic -> Stream.of(topic, topic.deadLetter()))
                .toList();
    }

    NewTopic toNewTopic() {
        return new NewTopic(name, partitions, (short) 1).configs(configuration());
    }

    private TopicPlan deadLetter() {
        return new TopicPlan(name + ".dead-letter", 1, Retention.A_WEEK);
    }

    private Map<String, String> configuration() {
        String largest = Integer.toString(LARGEST_RECORD);
        return switch (retention) {
            case A_WEEK ->
                Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        largest,
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_DELETE,
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(KEPT.toMillis()));
            case LAST_OF_EACH_KEY ->
                Map.of(
                        TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                        largest,
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT);
        };
    }
}
