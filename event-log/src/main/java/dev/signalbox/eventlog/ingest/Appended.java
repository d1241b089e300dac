package dev.signalbox.eventlog.ingest;

import dev.signalbox.eventlog.projection.Gap;
import java.util.List;

/**
 * What became of a batch.
 *
 * @param events the events that are new
 * @param duplicates how many events were known already
 * @param gaps the holes that were noticed
 */
public record Appended(List<Reading.Event> events, int duplicates, List<Gap> gaps) {
    public Appended {
        events = List.copyOf(events);
        gaps = List.copyOf(gaps);
    }
}
