package dev.signalbox.eventlog.ingest.port;

/** The history cannot be reached or does not answer. Trying again later may help. */
public final class HistoryUnavailable extends Exception {
    private static final long serialVersionUID = 1L;

    public HistoryUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
