package dev.signalbox.runner.output;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Turns the bytes of one stream into text. A character may be split between two calls. Bytes that are not UTF-8 become U+FFFD, and
 * so does the character NUL, which databases refuse in a text. Not thread-safe.
 */
final class Utf8Text {
    private static final int LONGEST_CHARACTER = 4;

    private final CharsetDecoder decoder = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE);
    private final byte[] unfinished = new byte[LONGEST_CHARACTER];
    private int unfinishedLength;

    String decode(byte[] bytes, int length) {
        ByteBuffer input = ByteBuffer.allocate(unfinishedLength + length);
        input.put(unfinished, 0, unfinishedLength).put(bytes, 0, length).flip();
        CharBuffer text = CharBuffer.allocate(input.remaining() + 1);
        decoder.decode(input, text, false);
        unfinishedLength = input.remaining();
        input.get(unfinished, 0, unfinishedLength);
        return readable(text);
    }

    /** The replacement of a character that never became whole, or nothing. */
    String end() {
        CharBuffer text = CharBuffer.allocate(LONGEST_CHARACTER);
        decoder.decode(ByteBuffer.wrap(unfinished, 0, unfinishedLength), text, true);
        decoder.flush(text);
        decoder.reset();
        unfinishedLength = 0;
        return readable(text);
    }

    private static String readable(CharBuffer text) {
        String decoded = text.flip().toString();
        return decoded.indexOf('\0') < 0 ? decoded : decoded.replace('\0', '\uFFFD');
    }
}
