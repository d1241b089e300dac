package dev.signalbox.admission.runs.port;

/** The shared state did not answer, or answered with an error. What was asked may or may not have happened. */
public final class StateUnreachable extends Exception {
    private static final long serialVersionUID = 1L;

    public StateUnreachable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
