package dev.signalbox.contracts.scope;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The characters that may stand at one place of a file name: those of the ranges, or all others when negated.
 *
 * @param ranges code points
 * @param negated whether the ranges say what may not stand there
 */
record CharacterSet(List<Range> ranges, boolean negated) {
    static final CharacterSet ANY = new CharacterSet(List.of(), true);

    /** What stands in an example when it may. */
    private static final int LIKED = 'a';

    /** Where the characters of file names begin again after one that they cannot have: {@code /}, a control, a surrogate. */
    private static final List<Integer> RESUMPTIONS = List.of((int) ' ', (int) '0', 0xA0, 0xE000);

    record Range(int first, int last) {
        boolean holds(int character) {
            return first <= character && character <= last;
        }
    }

    CharacterSet {
        ranges = List.copyOf(ranges);
    }

    static CharacterSet only(int character) {
        return new CharacterSet(List.of(new Range(character, character)), false);
    }

    boolean holds(int character) {
        for (Range range : ranges) {
            if (range.holds(character)) {
                return !negated;
            }
        }
        return negated;
    }

    /**
     * A character other than a dot that both sets hold. What two unions of ranges share begins where one of them begins, so looking at
     * the borders is enough.
     */
    OptionalInt sharedBesidesDot(CharacterSet other) {
        if (isSingle()) {
            int character = ranges.getFirst().first();
            return character != '.' && other.holds(character) ? OptionalInt.of(character) : OptionalInt.empty();
        }
        return other.isSingle() ? other.sharedBesidesDot(this) : searchedBesidesDot(other);
    }

    boolean sharesNothingWith(CharacterSet other) {
        return sharedBesidesDot(other).isEmpty() && !(holds('.') && other.holds('.'));
    }

    boolean isSingle() {
        return !negated
                && ranges.size() == 1
                && ranges.getFirst().first() == ranges.getFirst().last();
    }

    private OptionalInt searchedBesidesDot(CharacterSet other) {
        if (holds(LIKED) && other.holds(LIKED)) {
            return OptionalInt.of(LIKED);
        }
        IntPredicate shared = character -> holds(character) && other.holds(character);
        return IntStream.concat(borders(), other.borders())
                .filter(shared.and(CharacterSet::standsInNames).and(character -> character != '.'))
                .findFirst();
    }

    private IntStream borders() {
        return IntStream.concat(
                ranges.stream().flatMapToInt(range -> IntStream.of(range.first(), range.last() + 1)),
                RESUMPTIONS.stream().mapToInt(Integer::intValue));
    }

    private static boolean standsInNames(int character) {
        return Character.isValidCodePoint(character)
                && character != '/'
                && !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
    }
}
