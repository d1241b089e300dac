package dev.signalbox.standalone.process;

/** A process could not be started or did not become ready. The message is a sentence for the person at the terminal. */
public final class StartException extends RuntimeException {
    public StartException(String sentence) {
        super(sentence);
    }

    public StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
