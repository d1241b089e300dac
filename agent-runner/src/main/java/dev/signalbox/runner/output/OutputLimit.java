package dev.signalbox.runner.output;

/**
 * How much of an attempt's output is kept.
 *
 * @param head bytes sent on as they come
 * @param tail bytes held back and sent when the attempt has ended: the last ones printed
 */
public record OutputLimit(long head, long tail) {
    private static final int PARTS = 16;

    /** Keeps a sixteenth of {@code bytes} for the tail, which has to be held in memory, and the rest for the head. */
    public static OutputLimit of(long bytes) {
        return new OutputLimit(bytes - bytes / PARTS, bytes / PARTS);
    }
}
