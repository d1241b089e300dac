package dev.signalbox.client;

/** Something answered, but not the way Signalbox does: another program, a proxy on the way, or another version. */
public final class UnexpectedAnswerException extends ClientException {
    private static final long serialVersionUID = 1L;

    public UnexpectedAnswerException(String message) {
        super(message);
    }

    public UnexpectedAnswerException(String message, Throwable cause) {
        super(message, cause);
    }
}
