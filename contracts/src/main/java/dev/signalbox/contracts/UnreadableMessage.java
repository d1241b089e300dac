package dev.signalbox.contracts;

/** A record that is not a message this version can read. It belongs on a dead-letter topic, with this reason. */
public final class UnreadableMessage extends Exception {
    private static final long serialVersionUID = 1L;

    public UnreadableMessage(String reason) {
        super(reason);
    }

    public UnreadableMessage(String reason, Throwable cause) {
        super(reason, cause);
    }
}
