package dev.signalbox.admission.upkeep.port;

/** The log did not answer in time. */
public final class LogUnreachable extends Exception {
    private static final long serialVersionUID = 1L;

    public LogUnreachable(String reason) {
        super(reason);
    }

    public LogUnreachable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
