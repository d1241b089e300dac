package dev.signalbox.eventlog.ingest.port;

/** Somebody else has read a partition on. */
public final class Overtaken extends Exception {
    private static final long serialVersionUID = 1L;

    public Overtaken(String message) {
        super(message);
    }
}
