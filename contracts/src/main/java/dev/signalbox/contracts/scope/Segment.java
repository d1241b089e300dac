package dev.signalbox.contracts.scope;

import java.util.List;

/** What a path pattern says about one directory level, or about any number of them. */
sealed interface Segment {
    AnyDepth ANY_DEPTH = new AnyDepth();

    /** {@code **}: any number of levels, also none. */
    record AnyDepth() implements Segment {}

    /** Exactly this name. */
    record Name(String value) implements Segment {}

    /**
     * Every name that the elements match one after the other.
     *
     * @param elements its parts
     * @param example a name that it matches
     */
    record Glob(List<Element> elements, String example) implements Segment {
        public Glob {
            elements = List.copyOf(elements);
        }

        boolean matches(String name) {
            int[] characters = name.codePoints().toArray();
            int element = 0;
            int character = 0;
            int lastRun = -1;
            int runEnd = 0;
            while (character < characters.length) {
                if (element < elements.size() && elements.get(element) instanceof AnyRun) {
                    lastRun = element++;
                    runEnd = character;
                } else if (element < elements.size()
                        && elements.get(element) instanceof OneOf one
                        && one.set().holds(characters[character])) {
                    element++;
                    character++;
                } else if (lastRun >= 0) {
                    element = lastRun + 1;
                    character = ++runEnd;
                } else {
                    return false;
                }
            }
            while (element < elements.size() && elements.get(element) instanceof AnyRun) {
                element++;
            }
            return element == elements.size();
        }
    }

    /** A part of a {@link Glob}. */
    sealed interface Element {}

    /** {@code *}: any number of characters, also none. */
    record AnyRun() implements Element {}

    /** Exactly one character. */
    record OneOf(CharacterSet set) implements Element {}
}
