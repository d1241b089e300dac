package dev.signalbox.runner.secret;

/** Finds values in one reading of a text, and tells where they stand in the original. Not thread-safe. */
final class SecretFinder implements SecretSink {
    private final SecretAutomaton automaton;
    private final Findings findings;
    /** Where the last bytes that are no line breaks stand, by their number modulo its length. */
    private final long[] places;

    private long words;
    private int breaks;
    private int state;

    /** Is told what is found. */
    @FunctionalInterface
    interface Findings {
        void found(long from, long to, byte[] replacement);
    }

    SecretFinder(SecretAutomaton automaton, Findings findings) {
        this.automaton = automaton;
        this.findings = findings;
        this.places = new long[automaton.deepest() + 1];
    }

    @Override
    public void take(byte next, long begin, long end) {
        if (RedactingStream.isBreak(next)) {
            breaks++;
            state = breaks > RedactingStream.MOST_BREAKS ? 0 : state;
            return;
        }
        breaks = 0;
        places[(int) (words % places.length)] = begin;
        words++;
        state = automaton.after(state, next);
        int size = automaton.matched(state);
        if (size > 0) {
            findings.found(placeOfLast(size), end, automaton.replacement(state));
        }
        state = automaton.pending(state) == 0 ? 0 : state;
    }

    @Override
    public long heldFrom(long end) {
        int pending = automaton.pending(state);
        return pending == 0 ? end : placeOfLast(pending);
    }

    @Override
    public void close() {
        state = 0;
    }

    /** Goes on where another reading of the same text is. */
    void follow(SecretFinder other) {
        state = other.state;
        breaks = other.breaks;
        words = other.words;
        for (long word = words - automaton.pending(state); word < words; word++) {
            int at = (int) (word % places.length);
            places[at] = other.places[at];
        }
    }

    /** Where the last so many bytes begin. */
    private long placeOfLast(int size) {
        return places[(int) ((words - size) % places.length)];
    }
}
