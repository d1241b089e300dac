package dev.signalbox.runner.take;

import dev.signalbox.runner.attempt.Assignment;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The records that were read and are not committed, in the order in which they were read, so that what is taken from its front is a front
 * part of every partition. Not thread-safe.
 */
public final class Backlog {
    private final Deque<Waiting> records = new ArrayDeque<>();
    private long added;

    public void add(Waiting record) {
        records.addLast(record);
        added++;
    }

    /** How many records were ever added. */
    public long added() {
        return added;
    }

    public boolean isEmpty() {
        return records.isEmpty();
    }

    public int size() {
        return records.size();
    }

    /** The front of the backlog with at most {@code room} attempts in it. */
    public Batch front(int room) {
        List<Assignment> work = new ArrayList<>();
        Map<Integer, Long> commit = new HashMap<>();
        long oldest = Long.MAX_VALUE;
        int covered = 0;
        for (Waiting record : records) {
            if (record instanceof Waiting.Dispatched dispatched) {
                if (work.size() >= room) {
                    break;
                }
                work.add(dispatched.assignment());
                oldest = Math.min(oldest, dispatched.dispatchedAt());
            }
            commit.put(record.partition(), record.offset() + 1);
            covered++;
        }
        return new Batch(covered, work, commit, oldest);
    }

    /** The batch has been committed. */
    public void remove(Batch batch) {
        for (int i = 0; i < batch.records(); i++) {
            records.removeFirst();
        }
    }

    /** Settles the attempts that {@code done} says need no work, wherever they stand. */
    public void settle(Predicate<Assignment> done) {
        for (int i = records.size(); i > 0; i--) {
            Waiting record = records.removeFirst();
            records.addLast(
                    record instanceof Waiting.Dispatched dispatched && done.test(dispatched.assignment())
                            ? dispatched.settled()
                            : record);
        }
    }

    /** Forgets the records of partitions that belong to another runner now. */
    public void drop(Collection<Integer> partitions) {
        records.removeIf(record -> partitions.contains(record.partition()));
    }

    public void clear() {
        records.clear();
    }
}
