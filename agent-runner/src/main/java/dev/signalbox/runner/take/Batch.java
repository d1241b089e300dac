package dev.signalbox.runner.take;

import dev.signalbox.contracts.AttemptRef;
import dev.signalbox.runner.attempt.Assignment;
import java.util.List;
import java.util.Map;

/**
 * What is taken from the backlog in one go.
 *
 * @param records how many records of the backlog it covers, from the oldest on
 * @param work the attempts to begin, in order
 * @param commit for each partition, the offset after the last record covered
 * @param oldest when the oldest attempt of {@code work} was dispatched, in milliseconds since 1970; the largest long without work
 */
public record Batch(int records, List<Assignment> work, Map<Integer, Long> commit, long oldest) {
    public Batch {
        work = List.copyOf(work);
        commit = Map.copyOf(commit);
    }

    public boolean isEmpty() {
        return records == 0;
    }

    public List<AttemptRef> attempts() {
        return work.stream().map(Assignment::ref).toList();
    }
}
