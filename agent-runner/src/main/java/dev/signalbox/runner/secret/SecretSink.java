package dev.signalbox.runner.secret;

/** Takes a text byte by byte. */
interface SecretSink {
    /** Takes the next byte, and where in the original text stands what it stands for. */
    void take(byte next, long begin, long end);

    /** From which place of the original on it needs the text to be held back; the end when it does not. */
    long heldFrom(long end);

    /** There is no more. */
    void close();
}
