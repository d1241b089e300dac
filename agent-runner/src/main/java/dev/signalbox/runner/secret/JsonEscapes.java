package dev.signalbox.runner.secret;

import java.nio.charset.StandardCharsets;

/**
 * Undoes the escapes of JSON strings (RFC 8259, section 7) in a text that arrives byte by byte, whether it is JSON or not: what is no
 * escape stays as it is. Each byte that comes out has the place in the original of what it stands for. Line breaks may stand within an
 * escape; at most {@link RedactingStream#MOST_BREAKS} in a row. Memory is that of two escapes. Not thread-safe.
 */
final class JsonEscapes implements SecretSink {
    private static final int SHORT = 2;
    private static final int LONG = 6;
    private static final int PAIR = 12;
    private static final int HEXADECIMAL = 16;
    /** A byte that is in no text. */
    private static final byte[] NO_CHARACTER = {(byte) 0xff};

    private final SecretSink next;
    private final byte[] bytes = new byte[PAIR];
    private final long[] from = new long[PAIR];
    private final long[] to = new long[PAIR];
    private int length;
    private int breaks;

    /** @param next takes what comes out */
    JsonEscapes(SecretSink next) {
        this.next = next;
    }

    @Override
    public void take(byte value, long begin, long end) {
        if (RedactingStream.isBreak(value)) {
            breaks++;
            if (breaks > RedactingStream.MOST_BREAKS) {
                close();
            }
            next.take(value, begin, end);
            return;
        }
        breaks = 0;
        bytes[length] = value;
        from[length] = begin;
        to[length] = end;
        length++;
        while (length > 0 && passOne()) {}
    }

    @Override
    public long heldFrom(long end) {
        return Math.min(length == 0 ? end : from[0], next.heldFrom(end));
    }

    /** What has begun is no escape. */
    @Override
    public void close() {
        while (length > 0) {
            passAsItIs();
        }
        next.close();
    }

    /** Passes on what is held first; false when it takes more to know what it is. */
    private boolean passOne() {
        if (bytes[0] != '\\') {
            passAsItIs();
            return true;
        }
        if (length < SHORT) {
            return false;
        }
        int plain = plain(bytes[1]);
        if (plain >= 0) {
            pass(new byte[] {(byte) plain}, SHORT);
            return true;
        }
        if (!mayBeLong(0)) {
            passAsItIs();
            return true;
        }
        return length >= LONG && passLong();
    }

    private boolean passLong() {
        char unit = unit(0);
        if (!Character.isHighSurrogate(unit)) {
            pass(Character.isLowSurrogate(unit) ? NO_CHARACTER : utf8(String.valueOf(unit)), LONG);
            return true;
        }
        if (!mayBeLong(LONG)) {
            pass(NO_CHARACTER, LONG);
            return true;
        }
        if (length < PAIR) {
            return false;
        }
        char low = unit(LONG);
        if (Character.isLowSurrogate(low)) {
            pass(utf8(new String(new char[] {unit, low})), PAIR);
        } else {
            pass(NO_CHARACTER, LONG);
        }
        return true;
    }

    /** Whether what is held from there on may be the beginning of four hexadecimal digits after {@code \\u}. */
    private boolean mayBeLong(int start) {
        for (int at = start; at < Math.min(length, start + LONG); at++) {
            boolean fits = switch (at - start) {
                case 0 -> bytes[at] == '\\';
                case 1 -> bytes[at] == 'u';
                default -> Character.digit(bytes[at], HEXADECIMAL) >= 0;
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private char unit(int start) {
        int unit = 0;
        for (int at = start + SHORT; at < start + LONG; at++) {
            unit = unit * HEXADECIMAL + Character.digit(bytes[at], HEXADECIMAL);
        }
        return (char) unit;
    }

    /** What a letter after a backslash stands for; below zero when it is nothing of its own. */
    private static int plain(byte letter) {
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> -1;
        };
    }

    private static byte[] utf8(String character) {
        return character.getBytes(StandardCharsets.UTF_8);
    }

    private void passAsItIs() {
        pass(new byte[] {bytes[0]}, 1);
    }

    /** Passes on what the first so many bytes stand for. */
    private void pass(byte[] meaning, int count) {
        long begin = from[0];
        long end = to[count - 1];
        length -= count;
        System.arraycopy(bytes, count, bytes, 0, length);
        System.arraycopy(from, count, from, 0, length);
        System.arraycopy(to, count, to, 0, length);
        for (byte each : meaning) {
            next.take(each, begin, end);
        }
    }
}
