package dev.signalbox.eventlog.ingest.port;

import dev.signalbox.eventlog.ingest.Appended;
import dev.signalbox.eventlog.ingest.Batch;
import dev.signalbox.eventlog.ingest.FollowedTopic;
import dev.signalbox.eventlog.ingest.Partition;
import dev.signalbox.eventlog.ingest.Progress;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** What is remembered. Every method waits for its end and either did all of its work or nothing of it. */
public interface History {
    /** Remembers the topics that are new to it, and gives all of these as they were when they were first followed. */
    List<FollowedTopic> followed(Collection<FollowedTopic> topics) throws HistoryUnavailable;

    /**
     * Where reading goes on.
     *
     * @param begins the first offset that Kafka has of each partition asked for: where a new one begins
     */
    Map<Partition, Long> positions(Map<Partition, Long> begins) throws HistoryUnavailable;

    /**
     * Remembers a batch and the steps forward that it means, together.
     *
     * @param letters where the events go whose run has not begun as far as is known, before the batch is remembered
     * @throws HistoryUnavailable when it cannot be said whether the batch was remembered: ask for the positions again
     * @throws Overtaken when somebody else has moved a partition: nothing was remembered, ask for the positions again
     * @throws BatchRefused when something in it can never be remembered: nothing was
     */
    Appended append(Batch batch, DeadLetters letters)
            throws HistoryUnavailable, Overtaken, BatchRefused, DeadLetterLost;

    /** Moves positions over places that hold no records. */
    void skip(List<Progress> progress) throws HistoryUnavailable, Overtaken;
}
