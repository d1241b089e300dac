package dev.signalbox.eventlog.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Records that are remembered together, with the steps forward that they mean.
 *
 * @param entries the records, those of one partition in their order
 * @param progress one entry for each partition among them
 */
public record Batch(List<Entry> entries, List<Progress> progress) {
    public Batch {
        entries = List.copyOf(entries);
        progress = List.copyOf(progress);
    }

    /**
     * @param entries the records, those of one partition in their order
     * @param positions the next offset to read of each of their partitions, before them
     */
    public static Batch of(List<Entry> entries, Map<Partition, Long> positions) {
        Map<Partition, Long> ends = new LinkedHashMap<>();
        entries.forEach(
                entry -> ends.put(entry.place().partition(), entry.place().offset() + 1));
        List<Progress> progress = new ArrayList<>();
        ends.forEach((partition, next) -> progress.add(
                new Progress(partition, Objects.requireNonNull(positions.get(partition), partition::toString), next)));
        return new Batch(entries, progress);
    }
}
