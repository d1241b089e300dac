package dev.signalbox.runner.secret;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Redacts one stream that arrives in pieces. What may be the beginning of a value is held back until more is known, so that a value is
 * found wherever the pieces, or up to {@value #MOST_BREAKS} line breaks in a row, divide it. Values that overlap are replaced together.
 * What is held back is never longer than the longest value with its line breaks. Not thread-safe.
 */
public final class RedactingStream {
    static final int MOST_BREAKS = 4;
    private static final int FIRST_ROOM = 256;

    private final SecretAutomaton automaton;
    /** The places of the last bytes that are no line breaks, by their number modulo its length. */
    private final long[] places;

    private final Deque<Found> found = new ArrayDeque<>();
    private byte[] held = new byte[FIRST_ROOM];
    private int first;
    private int length;
    /** How many bytes were passed on or replaced: the place of the first one held. */
    private long passed;

    private long words;
    private int breaks;
    private int state;

    private record Found(long from, long to, byte[] replacement) {}

    RedactingStream(SecretAutomaton automaton) {
        this.automaton = automaton;
        this.places = new long[automaton.deepest() + 1];
    }

    /** Takes the next piece and passes on what can be told. */
    public void accept(byte[] bytes, int count, ByteArrayOutputStream out) {
        int at = 0;
        while (at < count) {
            int harmless = length == 0 ? harmless(bytes, at, count) : 0;
            out.write(bytes, at, harmless);
            passed += harmless;
            at += harmless;
            if (at < count) {
                take(bytes[at], out);
                at++;
            }
        }
    }

    /** Passes on the rest. */
    public void close(ByteArrayOutputStream out) {
        passOn(end(), out);
        state = 0;
    }

    /** How many bytes from here on begin nothing. */
    private int harmless(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !automaton.begins(bytes[at])) {
            at++;
        }
        return at - from;
    }

    private void take(byte next, ByteArrayOutputStream out) {
        hold(next);
        if (next == '\n' || next == '\r') {
            breaks++;
            if (breaks > MOST_BREAKS) {
                state = 0;
            }
        } else {
            breaks = 0;
            places[(int) (words % places.length)] = end() - 1;
            words++;
            state = automaton.after(state, next);
            note(automaton.matched(state));
        }
        int pending = automaton.pending(state);
        state = pending == 0 ? 0 : state;
        passOn(placeOfLast(pending), out);
    }

    /** Notes that a value of so many bytes has just ended; what it covers or overlaps becomes one with it. */
    private void note(int size) {
        if (size == 0) {
            return;
        }
        long from = placeOfLast(size);
        byte[] replacement = automaton.replacement(state);
        while (!found.isEmpty() && found.getLast().to() > from) {
            Found last = found.removeLast();
            if (last.from() < from) {
                from = last.from();
                replacement = last.replacement();
            }
        }
        found.addLast(new Found(from, end(), replacement));
    }

    /** Where the last so many bytes that are no line breaks begin; the end of everything for none. */
    private long placeOfLast(int size) {
        return size == 0 ? end() : places[(int) ((words - size) % places.length)];
    }

    private long end() {
        return passed + length;
    }

    /** Passes on everything before a place. */
    private void passOn(long place, ByteArrayOutputStream out) {
        while (!found.isEmpty() && found.getFirst().to() <= place) {
            Found value = found.removeFirst();
            write(value.from(), out);
            out.writeBytes(value.replacement());
            drop((int) (value.to() - passed));
        }
        write(found.isEmpty() ? place : Math.min(place, found.getFirst().from()), out);
    }

    private void write(long to, ByteArrayOutputStream out) {
        int count = (int) Math.max(0, to - passed);
        out.write(held, first, count);
        drop(count);
    }

    private void drop(int count) {
        first = count == length ? 0 : first + count;
        length -= count;
        passed += count;
    }

    private void hold(byte next) {
        if (first + length == held.length) {
            byte[] room = first > length ? held : new byte[2 * held.length];
            System.arraycopy(held, first, room, 0, length);
            held = room;
            first = 0;
        }
        held[first + length] = next;
        length++;
    }

    /** How much it can hold just now, in bytes. */
    int room() {
        return held.length;
    }
}
