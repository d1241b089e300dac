package dev.signalbox.eventlog.ingest.port;

/** A record could not be put aside. It must not be skipped. */
public final class DeadLetterLost extends Exception {
    private static final long serialVersionUID = 1L;

    public DeadLetterLost(String message, Throwable cause) {
        super(message, cause);
    }
}
