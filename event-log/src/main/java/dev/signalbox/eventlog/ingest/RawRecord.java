package dev.signalbox.eventlog.ingest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A record as it came, for those who cannot read it. */
@SuppressWarnings("ArrayRecordComponent")
public record RawRecord(Place place, byte @Nullable [] key, byte @Nullable [] value, List<Header> headers) {
    public record Header(String name, byte @Nullable [] value) {}
}
