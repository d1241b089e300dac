package dev.signalbox.contracts.attempt;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The end of an output, as it is handed to the steps that need it. */
public final class OutputTail {
    private static final int LONGEST_REST = 3;

    private OutputTail() {}

    /**
     * The last bytes of an output as text, at most {@code limit} of them, beginning with a whole character. When some of the output is
     * missing, a line before it says how many bytes. Bytes that are not UTF-8 become U+FFFD, and so does the character NUL, which
     * databases refuse in a text.
     *
     * @param bytes the end of the output that was kept, from the first element
     * @param length how many bytes were kept
     * @param printed how many bytes the output has in all, at least {@code length}
     */
    public static String of(byte[] bytes, int length, long printed, int limit) {
        int start = Math.max(0, length - limit);
        boolean cut = printed > length - start;
        if (cut) {
            start += restOfCharacter(bytes, start, length);
        }
        String text = new String(bytes, start, length - start, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        return cut ? "[the first " + (printed - (length - start)) + " bytes are left out]\n" + text : text;
    }

    /** The same of a text that is there as a whole; null when nobody needs it, that is at a limit of 0. */
    public static @Nullable String of(String whole, int limit) {
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        return limit == 0 ? null : of(bytes, bytes.length, bytes.length, limit);
    }

    private static int restOfCharacter(byte[] bytes, int start, int length) {
        int rest = 0;
        while (rest < LONGEST_REST && start + rest < length && isContinuation(bytes[start + rest])) {
            rest++;
        }
        return rest;
    }

    private static boolean isContinuation(byte value) {
        return (value & 0xC0) == 0x80;
    }
}
