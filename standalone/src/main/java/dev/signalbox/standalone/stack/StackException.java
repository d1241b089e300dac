package dev.signalbox.standalone.stack;

/** The stack cannot do what was asked. The message is a sentence for the person at the terminal. */
public final class StackException extends RuntimeException {
    public StackException(String sentence) {
        super(sentence);
    }

    public StackException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
