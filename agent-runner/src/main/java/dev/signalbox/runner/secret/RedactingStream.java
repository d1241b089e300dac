package dev.signalbox.runner.secret;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Redacts one stream that arrives in pieces. What may be the beginning of a value is held back until more is known, so that a value is
 * found wherever the pieces, or up to {@value #MOST_BREAKS} line breaks in a row, divide it. It is read as it is, and as JSON whose
 * escapes are undone, once and twice: a value is found however its characters are escaped, in JSON and in JSON within JSON. Values that
 * overlap are replaced together. What is held back is never longer than the longest value with its line breaks and escapes. Not
 * thread-safe.
 */
public final class RedactingStream {
    static final int MOST_BREAKS = 4;
    private static final int FIRST_ROOM = 256;

    private final SecretAutomaton automaton;
    private final SecretFinder plain;
    private final SecretFinder once;
    private final SecretFinder twice;
    /** Those with escapes undone. They find what the plain one finds until there is a backslash. */
    private final List<SecretSink> undone;

    private boolean escapes;
    /** In their order, none overlapping another. */
    private final List<Found> found = new ArrayList<>();

    private byte[] held = new byte[FIRST_ROOM];
    private int first;
    private int length;
    /** How many bytes were passed on or replaced: the place of the first one held. */
    private long passed;

    private record Found(long from, long to, byte[] replacement) {
        boolean overlaps(long begin, long end) {
            return from < end && begin < to;
        }
    }

    RedactingStream(SecretAutomaton automaton) {
        this.automaton = automaton;
        this.plain = new SecretFinder(automaton, this::note);
        this.once = new SecretFinder(automaton, this::note);
        this.twice = new SecretFinder(automaton, this::note);
        this.undone = List.of(new JsonEscapes(once), new JsonEscapes(new JsonEscapes(twice)));
    }

    static boolean isBreak(byte value) {
        return value == '\n' || value == '\r';
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
        plain.close();
        undone.forEach(SecretSink::close);
        passOn(end(), out);
    }

    /** How many bytes from here on begin nothing. */
    private int harmless(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && bytes[at] != '\\' && !automaton.begins(bytes[at])) {
            at++;
        }
        return at - from;
    }

    private void take(byte next, ByteArrayOutputStream out) {
        if (next == '\\' && !escapes) {
            once.follow(plain);
            twice.follow(plain);
            escapes = true;
        }
        hold(next);
        long end = end();
        plain.take(next, end - 1, end);
        long place = plain.heldFrom(end);
        if (escapes) {
            for (SecretSink reading : undone) {
                reading.take(next, end - 1, end);
                place = Math.min(place, reading.heldFrom(end));
            }
        }
        passOn(place, out);
        escapes = escapes && length > 0;
    }

    /** Notes where a value stands; what it covers or overlaps becomes one with it, under the name of what begins first. */
    private void note(long begin, long end, byte[] replacement) {
        Found whole = new Found(begin, end, replacement);
        for (Found other : found) {
            if (other.overlaps(begin, end)) {
                whole = new Found(
                        Math.min(whole.from(), other.from()),
                        Math.max(whole.to(), other.to()),
                        other.from() < whole.from() ? other.replacement() : whole.replacement());
            }
        }
        found.removeIf(other -> other.overlaps(begin, end));
        found.add(whole);
        found.sort(Comparator.comparingLong(Found::from));
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
