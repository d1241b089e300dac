package dev.signalbox.eventlog.ingest.port;

/** Something in a batch can never be remembered. Trying the same again does not help. */
public final class BatchRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public BatchRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
