package dev.signalbox.eventlog.ingest;

import dev.signalbox.eventlog.ingest.port.BatchRefused;
import dev.signalbox.eventlog.ingest.port.DeadLetterLost;
import dev.signalbox.eventlog.ingest.port.DeadLetters;
import dev.signalbox.eventlog.ingest.port.History;
import dev.signalbox.eventlog.ingest.port.HistoryUnavailable;
import dev.signalbox.eventlog.ingest.port.Overtaken;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers records and knows how far that went. What cannot be read or remembered is put aside, so that nothing ever stands in
 * the way of the records behind it; a batch that is refused is cut in halves until the one to blame is found.
 *
 * <p>Not thread-safe.
 */
public final class Keeper {
    private final History history;
    private final DeadLetters letters;
    private final Map<Partition, Long> positions = new HashMap<>();

    public Keeper(History history, DeadLetters letters) {
        this.history = history;
        this.letters = letters;
    }

    /** The next offset to read of each partition that is kept. */
    public Map<Partition, Long> positions() {
        return Map.copyOf(positions);
    }

    /** Goes on with a partition where the history says that it is. */
    public void takeUp(Partition partition, long next) {
        positions.put(partition, next);
    }

    public void letGo(Collection<Partition> partitions) {
        positions.keySet().removeAll(partitions);
    }

    /**
     * Remembers these records: when it returns they are in the history or put aside. After an exception the positions must be taken
     * up anew.
     */
    public List<Appended> keep(List<Entry> entries) throws HistoryUnavailable, Overtaken, DeadLetterLost {
        for (Entry entry : entries) {
            switch (entry.reading()) {
                case Reading.Unreadable unreadable -> putAside(entry, unreadable.reason());
                case Reading.Event event
                when event.fact() == null ->
                    putAside(
                            entry,
                            "unknown message type " + event.type()
                                    + ": the event is in the history, but what it says of the run is not applied");
                case Reading.Event _, Reading.Output _, Reading.Admission _ -> {}
            }
        }
        List<Appended> appended = new ArrayList<>();
        append(entries, appended);
        return appended;
    }

    private void append(List<Entry> entries, List<Appended> appended)
            throws HistoryUnavailable, Overtaken, DeadLetterLost {
        Batch batch = Batch.of(entries, positions);
        try {
            appended.add(history.append(batch, letters));
            advance(batch.progress());
        } catch (BatchRefused e) {
            if (entries.size() > 1) {
                append(entries.subList(0, entries.size() / 2), appended);
                append(entries.subList(entries.size() / 2, entries.size()), appended);
            } else {
                putAside(entries.getFirst(), String.valueOf(e.getMessage()));
                history.skip(batch.progress());
                advance(batch.progress());
            }
        }
    }

    /** Moves on over places that hold no records, such as the marks of transactions. */
    public void skipTo(Map<Partition, Long> reached) throws HistoryUnavailable, Overtaken {
        List<Progress> progress = new ArrayList<>();
        positions.forEach((partition, position) -> {
            long next = reached.getOrDefault(partition, position);
            if (next > position) {
                progress.add(new Progress(partition, position, next));
            }
        });
        if (!progress.isEmpty()) {
            history.skip(progress);
            advance(progress);
        }
    }

    private void putAside(Entry entry, String reason) throws DeadLetterLost {
        letters.put(entry.original().get(), reason);
    }

    private void advance(List<Progress> progress) {
        progress.forEach(step -> positions.put(step.partition(), step.next()));
    }
}
