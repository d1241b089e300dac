package dev.signalbox.eventlog.ingest.port;

import dev.signalbox.eventlog.ingest.RawRecord;

/** Where records go that cannot be read or applied. */
public interface DeadLetters {
    /**
     * Puts a record aside and returns when it is safe there.
     *
     * @throws DeadLetterLost when it is not
     */
    void put(RawRecord letter, String reason) throws DeadLetterLost;
}
