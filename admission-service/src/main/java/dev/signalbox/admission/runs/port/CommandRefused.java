package dev.signalbox.admission.runs.port;

/** The log will never take this command: it is not there, and sending it again would not help. */
public final class CommandRefused extends Exception {
    private static final long serialVersionUID = 1L;

    public CommandRefused(String reason, Throwable cause) {
        super(reason, cause);
    }
}
