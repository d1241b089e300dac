package dev.signalbox.contracts.scope;

/** A text is not a {@link PathPattern}. The message quotes it and says why, for people. */
public final class InvalidPathPattern extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    InvalidPathPattern(String pattern, String reason) {
        super("'" + pattern + "' " + reason);
    }
}
