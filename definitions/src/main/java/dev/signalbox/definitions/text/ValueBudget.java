package dev.signalbox.definitions.text;

import dev.signalbox.definitions.InputProblemCode;

/** Counts the values of a file as if every alias were written out, so that a small hostile file cannot grow into a large one. */
final class ValueBudget {
    static final int MOST_LEVELS = 100;
    private static final long MOST_VALUES = 4_000_000;

    private long spent;

    long spent() {
        return spent;
    }

    void spend(long values, Place place) throws UnreadableText {
        spent += values;
        if (spent > MOST_VALUES) {
            throw new UnreadableText(
                    InputProblemCode.ALIASES_TOO_MANY,
                    place,
                    "with every alias written out this has more than " + MOST_VALUES + " values");
        }
    }

    static UnreadableText tooDeep(Place place) {
        return new UnreadableText(
                InputProblemCode.NESTING_TOO_DEEP, place, "this is nested deeper than " + MOST_LEVELS + " levels");
    }
}
