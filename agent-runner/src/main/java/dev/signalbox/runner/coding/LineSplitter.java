package dev.signalbox.runner.coding;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * Makes lines of bytes that arrive in pieces. A line that is too long is not kept; what takes its place says how long it was. Bytes that are
 * not UTF-8 become U+FFFD. Not thread-safe.
 */
public final class LineSplitter {
    private final int limit;
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private long length;

    /** @param limit the longest line that is kept, in bytes */
    public LineSplitter(int limit, Consumer<String> lines) {
        this.limit = limit;
        this.lines = lines;
    }

    public void accept(byte[] bytes, int count) {
        int from = 0;
        for (int at = 0; at < count; at++) {
            if (bytes[at] == '\n') {
                append(bytes, from, at);
                end();
                from = at + 1;
            }
        }
        append(bytes, from, count);
    }

    /** Passes on the last line, which need not have ended. */
    public void close() {
        if (length > 0) {
            end();
        }
    }

    private void append(byte[] bytes, int from, int to) {
        length += to - from;
        if (length <= limit) {
            line.write(bytes, from, to - from);
        }
    }

    private void end() {
        if (length > limit) {
            lines.accept("[a line of " + length + " bytes is left out]");
        } else {
            String text = line.toString(StandardCharsets.UTF_8);
            lines.accept(text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
        }
        line.reset();
        length = 0;
    }
}
