package dev.signalbox.admission.upkeep.port;

/** The reader of run statuses. */
public interface StatusFeed {
    /** Blocks until every status is applied that is in the topic now, unfinished transactions included. */
    void awaitEnd() throws LogUnreachable;
}
