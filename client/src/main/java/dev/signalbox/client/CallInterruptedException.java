package dev.signalbox.client;

/** The calling thread was interrupted while it waited; its interrupt flag is set again. */
public final class CallInterruptedException extends ClientException {
    private static final long serialVersionUID = 1L;

    CallInterruptedException(InterruptedException cause) {
        super("The call was interrupted.", cause);
    }
}
