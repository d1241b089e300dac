package dev.signalbox.client;

import java.net.URI;

/** Nobody answered. */
public final class UnreachableException extends ClientException {
    private static final long serialVersionUID = 1L;

    private final URI door;
    private final boolean connected;

    private UnreachableException(URI door, boolean connected, String message, Throwable cause) {
        super(message, cause);
        this.door = door;
        this.connected = connected;
    }

    static UnreachableException nothingListens(URI door, Throwable cause) {
        return new UnreachableException(door, false, "Nothing answers at " + door + ".", cause);
    }

    static UnreachableException conversationBroke(URI door, String how, Throwable cause) {
        return new UnreachableException(
                door, true, "The conversation with " + door + " broke off: " + how + ".", cause);
    }

    public URI door() {
        return door;
    }

    /** Whether there was a connection, so that a call that changes something may have taken effect. */
    public boolean mayHaveTakenEffect() {
        return connected;
    }
}
