package dev.signalbox.eventlog.ingest;

import dev.signalbox.contracts.Topics;
import java.util.Optional;

/**
 * A topic as it was when it was first followed, or as it is now.
 *
 * @param name its name
 * @param id the id that Kafka gave it when it was created
 * @param partitions how many partitions it has
 */
public record FollowedTopic(String name, String id, int partitions) {
    /** Why the topic as it is {@code now} must not be followed in place of this one; empty when it may. */
    public Optional<String> objectionTo(FollowedTopic now) {
        if (!id.equals(now.id)) {
            return Optional.of(
                    "%s was recreated: what was read of it does not belong to it any more. Accept that by deleting its rows from consumer_offsets and followed_topics."
                            .formatted(name));
        }
        if (name.equals(Topics.EVENTS) && partitions != now.partitions) {
            return Optional.of(
                    "%s has %d partitions instead of %d: the events of one run are no longer in one partition, so their order is not certain. Let all runs end, then delete its row from followed_topics."
                            .formatted(name, now.partitions, partitions));
        }
        return Optional.empty();
    }
}
